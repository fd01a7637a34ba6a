package dev.hallmark.verifier.command;

import dev.hallmark.contract.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/// A file that the command line names.
final class InputFile {

    /// Far above any provenance object or bundle.
    static final int MAX_JSON_BYTES = 8 * 1024 * 1024;

    private static final int BUFFER_BYTES = 64 * 1024;

    private InputFile() {}

    /// @throws IOException in words for the one who typed the name
    static Path readable(Path file) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IOException("there is no file to read at " + file);
        }
        return file;
    }

    static Sha256 digest(Path file) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream input = Files.newInputStream(readable(file))) {
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return Sha256.ofBytes(digest.digest());
    }

    static String json(Path file) throws IOException {
        try (InputStream input = Files.newInputStream(readable(file))) {
            return json(input, file.toString());
        }
    }

    /// @param name of the source, for the one who named it
    static String json(InputStream input, String name) throws IOException {
        byte[] content = input.readNBytes(MAX_JSON_BYTES + 1);
        if (content.length > MAX_JSON_BYTES) {
            throw new IOException("expected at most " + MAX_JSON_BYTES + " bytes from " + name + ", found more");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
        } catch (CharacterCodingException e) {
            throw new IOException("expected UTF-8 text from " + name, e);
        }
    }
}
