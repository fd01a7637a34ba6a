package dev.hallmark.provenance.files;

import static dev.hallmark.provenance.testing.Facts.reached;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.BlobAddress;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.provenance.testing.BlobStore;
import dev.hallmark.provenance.testing.Facts;
import dev.hallmark.provenance.testing.IndexResource;
import dev.hallmark.provenance.testing.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// Downloads of a file too large for the buffers of both sides, so that it is still being read when something happens.
@QuarkusTest
@QuarkusTestResource(IndexResource.class)
class BrokenDownloadTest {

    private static final int SIZE = 64 * 1024 * 1024;

    @Inject
    Topics topics;

    @Inject
    BlobStore blobs;

    @ConfigProperty(name = "hallmark.blobs.directory")
    Path directory;

    @TestHTTPResource
    URI index;

    @Test
    void closesTheBlobWhenTheClientGoesAway() throws IOException {
        StagedFile file = publish("broken_a-1.0.tar.gz", "a");
        try (Socket client = request(file)) {
            client.getInputStream().read();
            assertThat(isOpen(file)).isTrue();
        }
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20); isOpen(file) && System.nanoTime() < end; ) {
            Thread.onSpinWait();
        }
        assertThat(isOpen(file)).isFalse();
    }

    @Test
    void breaksOffWhenTheBlobShrinks() throws IOException {
        StagedFile file = publish("broken_b-1.0.tar.gz", "b");
        try (Socket client = request(file)) {
            InputStream answer = client.getInputStream();
            answer.read();
            try (RandomAccessFile blob = new RandomAccessFile(path(file).toFile(), "rw")) {
                blob.setLength(0);
            }
            assertThat(answer.readAllBytes().length).isLessThan(SIZE);
        }
    }

    private StagedFile publish(String filename, String content) {
        String bytes = content.repeat(SIZE);
        StagedFile file = Facts.file(filename);
        StagedFile large = new StagedFile(
                file.uploadId(), file.project(), file.projectSpelling(), file.version(), 1, file.filename(),
                Facts.digest(bytes), file.md5(), file.blake2b256(), SIZE, null, file.metadata(),
                file.uploader(), file.uploadedAt(), null);
        blobs.keep(bytes);
        topics.deliver(reached(large, Facts.unattested()));
        return large;
    }

    /// Asks for the file, and reads nothing yet. Reading to the end ends only when the connection does.
    private Socket request(StagedFile file) throws IOException {
        String hex = file.sha256().hex();
        Socket client = new Socket(index.getHost(), index.getPort());
        client.setSoTimeout(20_000);
        client.getOutputStream().write(("GET /files/" + hex.substring(0, 2) + "/" + hex.substring(2, 4) + "/" + hex + "/"
                        + file.filename() + " HTTP/1.1\r\nHost: index\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    private boolean isOpen(StagedFile file) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            Path blob = path(file).toRealPath();
            return descriptors.anyMatch(descriptor -> target(descriptor).equals(blob));
        }
    }

    private static Path target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor);
        } catch (java.nio.file.NoSuchFileException e) {
            return descriptor;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path path(StagedFile file) {
        return new BlobAddress(file.sha256()).within(directory);
    }
}
