package dev.hallmark.upload.oidc;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An ID token whose signature, times, issuer and audience were verified.
///
/// @param claims every claim whose value is a text
record IdToken(String issuer, Map<String, String> claims, Instant expiresAt) {

    IdToken {
        claims = Map.copyOf(claims);
    }

    @Nullable String claim(String name) {
        return claims.get(name);
    }
}
