package dev.hallmark.verifier.service;

import dev.hallmark.development.sigstore.LocalSigstore;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/// Channels in memory, and a Sigstore of its own that vouches for [#ISSUER].
public final class InMemoryKafka implements QuarkusTestResourceLifecycleManager {

    static final String ISSUER = "http://127.0.0.1:8101";
    static final String DIRECTORY = "test.sigstore.directory";

    /// The trust root's file, in that directory.
    static final String ROOT = "trusted_root.json";

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory("sigstore");
            Path root = directory.resolve(ROOT);
            try (LocalSigstore sigstore = open(directory)) {
                sigstore.trustedRoot().write(root);
            }
            Map<String, String> settings = new HashMap<>();
            settings.putAll(InMemoryConnector.switchIncomingChannelsToInMemory("uploads", "reviews"));
            settings.putAll(InMemoryConnector.switchOutgoingChannelsToInMemory("verdicts", "dead-letters"));
            settings.put("hallmark.trust-roots.\"local\".file", root.toString());
            settings.put("hallmark.trust-roots.\"local\".issuers", ISSUER);
            settings.put(DIRECTORY, directory.toString());
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same in this class loader as in the test's: keys are in the directory.
    static LocalSigstore open(Path directory) throws IOException {
        return LocalSigstore.open(
                directory, URI.create(ISSUER), Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC));
    }

    @Override
    public void stop() {
        InMemoryConnector.clear();
    }
}
