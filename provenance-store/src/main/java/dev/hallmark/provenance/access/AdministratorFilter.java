package dev.hallmark.provenance.access;

import dev.hallmark.provenance.http.JsonMessage;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/// Lets the administrator through. A missing token and a wrong one get the same answer.
@Provider
@AdministratorOnly
@Singleton
final class AdministratorFilter implements ContainerRequestFilter {

    private final Administrator administrator;

    AdministratorFilter(Administrator administrator) {
        this.administrator = administrator;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!administrator.sent(request.getHeaderString(HttpHeaders.AUTHORIZATION))) {
            request.abortWith(Response.status(401)
                    .entity(JsonMessage.of(401, "This needs the administrator's token as a Bearer token").getEntity())
                    .type("application/json")
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"hallmark\"")
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build());
        }
    }
}
