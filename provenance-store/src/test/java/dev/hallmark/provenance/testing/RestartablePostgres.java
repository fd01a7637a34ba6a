package dev.hallmark.provenance.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/// A PostgreSQL that can be stopped and started again with its data, at the same port.
final class RestartablePostgres implements AutoCloseable {

    private final int port;
    private final Path directory;
    private EmbeddedPostgres running;

    private RestartablePostgres(int port, Path directory) {
        this.port = port;
        this.directory = directory;
    }

    static RestartablePostgres start() {
        try (ServerSocket free = new ServerSocket(0)) {
            RestartablePostgres postgres =
                    new RestartablePostgres(free.getLocalPort(), Files.createTempDirectory("postgres"));
            free.close();
            postgres.resume();
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    void resume() {
        try {
            running = EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(directory)
                    .setCleanDataDirectory(false)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            running.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
