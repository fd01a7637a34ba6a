package dev.hallmark.standalone.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/// A generated secret that is made once and then kept in a private file.
///
/// @param reveal the secret itself, for the one place that needs it
public record Secret(String reveal) {
    private static final int BYTES = 24;

    /// The secret in the file; made now when there is none.
    public static Secret kept(Path file, String prefix, SecureRandom random) throws IOException {
        if (!Files.exists(file)) {
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            PrivateFile.write(file, prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\n");
        }
        String secret = Files.readString(file).strip();
        if (secret.isEmpty()) {
            throw new IOException(file + " is empty: delete it to have a new secret made, or put one there");
        }
        return new Secret(secret);
    }

    @Override
    public String toString() {
        return "Secret[redacted]";
    }
}
