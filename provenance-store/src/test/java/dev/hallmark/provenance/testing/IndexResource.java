package dev.hallmark.provenance.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/// A real PostgreSQL, a blob directory, and channels that a test holds both ends of.
public final class IndexResource implements QuarkusTestResourceLifecycleManager {

    public static final String ADMIN_TOKEN = "an-administrators-token";

    private static RestartablePostgres postgres;

    /// Until [#resumeDatabase] nothing answers at the database's port.
    public static void stopDatabase() {
        postgres.close();
    }

    public static void resumeDatabase() {
        postgres.resume();
    }

    @Override
    public Map<String, String> start() {
        postgres = RestartablePostgres.start();
        Map<String, String> settings = new HashMap<>();
        settings.putAll(InMemoryConnector.switchIncomingChannelsToInMemory("verdicts", "projects"));
        settings.putAll(InMemoryConnector.switchOutgoingChannelsToInMemory("provenance-events", "dead-letters"));
        String address = "postgresql://127.0.0.1:" + postgres.port() + "/postgres";
        settings.put("quarkus.datasource.reactive.url", address);
        settings.put("quarkus.datasource.jdbc.url", "jdbc:" + address);
        settings.put("quarkus.datasource.username", "postgres");
        settings.put("quarkus.datasource.password", "postgres");
        settings.put("hallmark.blobs.directory", blobs());
        settings.put("hallmark.admin-token", ADMIN_TOKEN);
        // Receivers of the tests listen on the loopback interface.
        settings.put("hallmark.webhooks.allow-private", "true");
        settings.put("hallmark.public-url", "https://index.example");
        settings.put("quarkus.http.test-port", "0");
        return settings;
    }

    @Override
    public void stop() {
        postgres.close();
    }

    private static String blobs() {
        try {
            return Files.createTempDirectory("blobs").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
