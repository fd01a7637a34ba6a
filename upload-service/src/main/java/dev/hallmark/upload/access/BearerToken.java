package dev.hallmark.upload.access;

import dev.hallmark.upload.Secret;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The token of an `Authorization` header of the scheme `Bearer` (RFC 6750, section 2.1).
public final class BearerToken {

    private static final String SCHEME = "bearer ";

    private BearerToken() {}

    /// Empty without a header, and with one of another scheme.
    public static Optional<Secret> of(@Nullable String authorization) {
        return Optional.ofNullable(authorization)
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(SCHEME))
                .map(header -> Secret.of(header.substring(SCHEME.length()).strip()));
    }
}
