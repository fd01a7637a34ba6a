package dev.hallmark.benchmarks.verification;

import dev.hallmark.benchmarks.uploads.AttestedUploads;
import dev.hallmark.benchmarks.uploads.Corpus;
import dev.hallmark.contract.event.UploadStaged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What every contestant is given: a directory with uploads and with the trust root that vouches for them.
///
/// The harness starts a process for each contestant, so the directory's name goes through a system property.
record Input(Path directory) {

    private static final String PROPERTY = "hallmark.benchmark.input";
    private static final int UPLOADS = 3_000;
    private static final int FILES_OF_A_RELEASE = 100;

    /// Signs the uploads.
    static Input prepare(Path directory) throws IOException {
        Input input = new Input(directory);
        Files.createDirectories(directory);
        AttestedUploads uploads = AttestedUploads.ofANewSigstore();
        Corpus.write(input.distinctCertificates(), uploads, UPLOADS, 1);
        Corpus.write(input.sharedCertificates(), uploads, UPLOADS / FILES_OF_A_RELEASE, FILES_OF_A_RELEASE);
        Files.writeString(input.trustedRoot(), uploads.trustedRoot());
        return input;
    }

    /// The one that [#jvmArgument] named to this process.
    static Input given() {
        return new Input(Path.of(System.getProperty(PROPERTY, ".")));
    }

    String jvmArgument() {
        return "-D" + PROPERTY + "=" + directory.toAbsolutePath();
    }

    /// Uploads of which no two have a certificate in common.
    Path distinctCertificates() {
        return directory.resolve("distinct.jsonl");
    }

    /// Uploads of releases of many files, each release with one certificate.
    Path sharedCertificates() {
        return directory.resolve("shared.jsonl");
    }

    Path trustedRoot() {
        return directory.resolve("trusted_root.json");
    }

    static List<UploadStaged> read(Path corpus) {
        try {
            return Corpus.read(corpus);
        } catch (IOException e) {
            throw new UncheckedIOException("the corpus was written by this program", e);
        }
    }

    String readTrustedRoot() {
        try {
            return Files.readString(trustedRoot());
        } catch (IOException e) {
            throw new UncheckedIOException("the trust root was written by this program", e);
        }
    }
}
