package dev.hallmark.upload.access;

import dev.hallmark.upload.problems.Problem;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/// Lets the administrator through. A missing token and a wrong one get the same answer.
@Provider
@AdministratorOnly
final class AdministratorFilter implements ContainerRequestFilter {

    private final Administrator administrator;

    @Inject
    AdministratorFilter(Administrator administrator) {
        this.administrator = administrator;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!administrator.sent(request.getHeaderString(HttpHeaders.AUTHORIZATION))) {
            request.abortWith(Problem.of("administrator-token-required", "This needs the administrator's token as a Bearer token.")
                    .response(401)
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"hallmark\"")
                    .build());
        }
    }
}
