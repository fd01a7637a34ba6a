package dev.hallmark.provenance.access;

import dev.hallmark.contract.Sha256;
import dev.hallmark.provenance.StoreConfiguration;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Knows the administrator by the token of the configuration.
@ApplicationScoped
final class Administrator {

    /// Shorter ones can be guessed.
    private static final int MIN_LENGTH = 16;

    private static final String SCHEME = "bearer ";

    private final String token;

    Administrator(StoreConfiguration configuration) {
        this.token = configuration.adminToken();
    }

    void start(@Observes StartupEvent event) {
        if (token.length() < MIN_LENGTH) {
            throw new IllegalArgumentException(
                    "hallmark.admin-token: expected at least " + MIN_LENGTH + " characters, found " + token.length());
        }
    }

    /// Whether a request with this `Authorization` is the administrator's. Digests are compared, in constant time: neither
    /// the token's length nor where a guess goes wrong shows.
    boolean sent(@Nullable String authorization) {
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return false;
        }
        return MessageDigest.isEqual(digest(authorization.substring(SCHEME.length()).strip()), digest(token));
    }

    private static byte[] digest(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex().getBytes(StandardCharsets.US_ASCII);
    }
}
