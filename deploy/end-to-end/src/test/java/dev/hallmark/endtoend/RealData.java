package dev.hallmark.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// A real distribution with its real attestations, where the folder that holds such is beside the checkout.
record RealData(Path folder, String filename) {

    static RealData orSkip(String filename) {
        Path folder = Path.of(System.getProperty("hallmark.shared", "absent")).resolve("data/attestations").normalize();
        if (!Files.exists(folder.resolve(filename))) {
            Assumptions.abort("real data is not at " + folder);
        }
        return new RealData(folder, filename);
    }

    Path path() {
        return folder.resolve(filename);
    }

    byte[] bytes() {
        return read(path());
    }

    /// @param kind `publish` or `slsa`
    Path attestationPath(String kind) {
        return folder.resolve(filename + "." + kind + ".attestation");
    }

    String attestation(String kind) {
        return new String(read(attestationPath(kind)), StandardCharsets.UTF_8);
    }

    /// What PyPI serves for it.
    byte[] provenance() {
        return read(folder.resolve(filename + ".provenance"));
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
