package dev.hallmark.upload.access;

import dev.hallmark.upload.Secret;
import dev.hallmark.upload.settings.Settings;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/// Knows the administrator by the token of the configuration.
@ApplicationScoped
class Administrator {

    /// Shorter ones can be guessed.
    private static final int MIN_LENGTH = 16;

    private final Secret token;

    @Inject
    Administrator(Settings settings) {
        this.token = settings.adminToken();
    }

    void start(@Observes StartupEvent event) {
        if (token.length() < MIN_LENGTH) {
            throw new IllegalArgumentException("hallmark.admin-token: expected at least " + MIN_LENGTH + " characters, found "
                    + token.length());
        }
    }

    /// Whether a request with this `Authorization` is the administrator's; compared in constant time.
    boolean sent(@Nullable String authorization) {
        return BearerToken.of(authorization).filter(token::equals).isPresent();
    }
}
