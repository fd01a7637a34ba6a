package dev.hallmark.provenance.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// A real PostgreSQL, a blob directory, and channels that a test holds both ends of.
public final class IndexResource implements QuarkusTestResourceLifecycleManager {

    private EmbeddedPostgres postgres;

    @Override
    public Map<String, String> start() {
        try {
            postgres = EmbeddedPostgres.builder().start();
            Path blobs = Files.createTempDirectory("blobs");
            Map<String, String> settings = new HashMap<>();
            settings.putAll(InMemoryConnector.switchIncomingChannelsToInMemory("verdicts", "projects"));
            settings.putAll(InMemoryConnector.switchOutgoingChannelsToInMemory("provenance-events", "dead-letters"));
            String address = "postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
            settings.put("quarkus.datasource.reactive.url", address);
            settings.put("quarkus.datasource.jdbc.url", "jdbc:" + address);
            settings.put("quarkus.datasource.username", "postgres");
            settings.put("quarkus.datasource.password", "postgres");
            settings.put("hallmark.blobs.directory", blobs.toString());
            settings.put("hallmark.public-url", "https://index.example");
            settings.put("quarkus.http.test-port", "0");
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
