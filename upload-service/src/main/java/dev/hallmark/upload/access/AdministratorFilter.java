package dev.hallmark.upload.access;

import dev.hallmark.upload.Secret;
import dev.hallmark.upload.problems.Problem;
import dev.hallmark.upload.settings.Settings;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Lets the administrator through. A missing token and a wrong one get the same answer.
@Provider
@AdministratorOnly
final class AdministratorFilter implements ContainerRequestFilter {

    /// Shorter ones can be guessed.
    private static final int MIN_LENGTH = 16;

    private static final String SCHEME = "bearer ";

    private final Secret adminToken;

    @Inject
    AdministratorFilter(Settings settings) {
        this.adminToken = settings.adminToken();
        if (adminToken.length() < MIN_LENGTH) {
            throw new IllegalArgumentException("hallmark.admin-token: expected at least " + MIN_LENGTH + " characters, found "
                    + adminToken.length());
        }
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!isAdministrator(request.getHeaderString(HttpHeaders.AUTHORIZATION))) {
            request.abortWith(Problem.of("administrator-token-required", "This needs the administrator's token as a Bearer token.")
                    .response(401)
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"hallmark\"")
                    .build());
        }
    }

    private boolean isAdministrator(@Nullable String authorization) {
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return false;
        }
        return adminToken.equals(Secret.of(authorization.substring(SCHEME.length()).strip()));
    }
}
