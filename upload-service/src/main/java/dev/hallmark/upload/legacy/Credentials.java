package dev.hallmark.upload.legacy;

import dev.hallmark.upload.Checked;
import dev.hallmark.upload.Secret;
import dev.hallmark.upload.UploadRefusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The token of an `Authorization` header: `Basic` with the user `__token__`, `Bearer` or `token`.
final class Credentials {

    static final String INVALID = "Invalid or non-existent authentication information.";
    private static final String TOKEN_USER = "__token__";

    private Credentials() {}

    static Checked<Secret> of(@Nullable String authorization) {
        String[] parts = authorization == null ? new String[0] : authorization.strip().split("\\s+", 2);
        if (parts.length != 2) {
            return invalid();
        }
        return switch (parts[0].toLowerCase(Locale.ROOT)) {
            case "basic" -> basic(parts[1]);
            case "bearer", "token" -> Checked.passed(Secret.of(parts[1].strip()));
            default -> invalid();
        };
    }

    private static Checked<Secret> basic(String encoded) {
        String userAndPassword;
        try {
            userAndPassword = new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return invalid();
        }
        int colon = userAndPassword.indexOf(':');
        if (colon < 0) {
            return invalid();
        }
        if (!userAndPassword.substring(0, colon).equals(TOKEN_USER)) {
            return Checked.failed(
                    UploadRefusal.PASSWORD_UNSUPPORTED,
                    "Username/Password authentication is no longer supported. Migrate to API Tokens or Trusted Publishers"
                            + " instead.");
        }
        return Checked.passed(Secret.of(userAndPassword.substring(colon + 1).strip()));
    }

    static <T> Checked<T> invalid() {
        return Checked.failed(UploadRefusal.AUTHENTICATION_INVALID, INVALID);
    }
}
