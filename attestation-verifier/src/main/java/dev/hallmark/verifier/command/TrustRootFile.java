package dev.hallmark.verifier.command;

import dev.hallmark.verifier.sigstore.Cryptography;
import dev.hallmark.verifier.sigstore.TrustRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option `--trusted-root`.
final class TrustRootFile {

    @Option(
            names = "--trusted-root",
            paramLabel = "FILE",
            description = "A trusted_root.json of Sigstore (default: the pinned one of the public Sigstore).")
    private @Nullable Path file;

    boolean isGiven() {
        return file != null;
    }

    TrustRoot read(Cryptography cryptography) throws IOException {
        if (file == null) {
            return TrustRoot.publicGood("public-good", cryptography);
        }
        byte[] content = Files.readAllBytes(InputFile.readable(file));
        try {
            return TrustRoot.read(file.getFileName().toString(), content, cryptography);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
