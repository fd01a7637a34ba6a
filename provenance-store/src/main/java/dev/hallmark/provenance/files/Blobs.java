package dev.hallmark.provenance.files;

import dev.hallmark.contract.BlobAddress;
import dev.hallmark.contract.Sha256;
import dev.hallmark.provenance.StoreConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Reads the content-addressed blob store that upload-service writes.
///
/// A blob that can't be read as it was written is reported empty, counted and logged: somebody has to look after the disk.
@Singleton
final class Blobs {

    private static final Logger LOG = Logger.getLogger(Blobs.class);

    /// More than any core metadata; the upload rules stay far below.
    private static final long MAX_METADATA = 8L * 1024 * 1024;

    private static final int READERS = 4;

    private final Path directory;
    private final Vertx vertx;
    private final WorkerExecutor readers;
    private final MeterRegistry meters;

    Blobs(StoreConfiguration configuration, Vertx vertx, MeterRegistry meters) {
        this.directory = configuration.blobs().directory();
        this.vertx = vertx;
        this.readers = vertx.createSharedWorkerExecutor("blob-reading", READERS);
        this.meters = meters;
    }

    @PreDestroy
    void close() {
        readers.close();
    }

    /// An open blob of exactly `size` bytes, to be closed by the caller.
    Uni<Optional<AsyncFile>> open(Sha256 sha256, long size) {
        String path = new BlobAddress(sha256).within(directory).toString();
        OpenOptions reading = new OpenOptions().setRead(true).setWrite(false).setCreate(false);
        Future<Optional<AsyncFile>> opened = vertx.fileSystem()
                .open(path, reading)
                .compose(blob -> checked(blob, sha256, size))
                .recover(failure -> Future.succeededFuture(unreadable(sha256, failure.getClass().getSimpleName())));
        return Uni.createFrom().completionStage(opened::toCompletionStage);
    }

    private Future<Optional<AsyncFile>> checked(AsyncFile blob, Sha256 sha256, long size) {
        return blob.size().transform(found -> {
            if (found.succeeded() && found.result() == size) {
                return Future.succeededFuture(Optional.of(blob));
            }
            String why = found.succeeded()
                    ? "expected " + size + " bytes, found " + found.result()
                    : found.cause().getClass().getSimpleName();
            return blob.close().otherwiseEmpty().map(_ -> unreadable(sha256, why));
        });
    }

    /// The content of a small blob, checked against its address.
    Uni<Optional<byte[]>> read(Sha256 sha256) {
        return Uni.createFrom().completionStage(() ->
                readers.executeBlocking(() -> readChecked(sha256), false).toCompletionStage());
    }

    private Optional<byte[]> readChecked(Sha256 sha256) {
        Path path = new BlobAddress(sha256).within(directory);
        try {
            if (Files.size(path) > MAX_METADATA) {
                return unreadable(sha256, "expected at most " + MAX_METADATA + " bytes");
            }
            byte[] content = Files.readAllBytes(path);
            return Sha256.of(content).equals(sha256)
                    ? Optional.of(content)
                    : unreadable(sha256, "the content has another digest");
        } catch (IOException e) {
            return unreadable(sha256, e.getClass().getSimpleName());
        }
    }

    private <T> Optional<T> unreadable(Sha256 sha256, String why) {
        meters.counter("hallmark.blob.unreadable").increment();
        LOG.errorf("A blob of a published file can't be read sha256=%s why=%s", sha256, why);
        return Optional.empty();
    }
}
