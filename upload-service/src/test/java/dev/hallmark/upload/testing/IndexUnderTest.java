package dev.hallmark.upload.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/// A PostgreSQL, a directory for blobs, a pinned key of GitHub's issuer, an identity provider, and channels in memory
/// instead of Kafka.
public final class IndexUnderTest implements QuarkusTestResourceLifecycleManager {

    public static final String ADMIN_TOKEN = "an-administrators-token-for-tests";
    public static final String PUBLIC_URL = "https://index.example";

    public static Path blobs;

    /// Argument: the identity provider does not answer until [PeopleIssuer#comeBack].
    public static final String PROVIDER_AWAY = "provider-away";

    /// Argument: nothing is configured that could be left out.
    public static final String BARE = "bare";

    private boolean providerAway;
    private boolean bare;
    private EmbeddedPostgres postgres;
    private PeopleIssuer people;
    private Path directory;

    @Override
    public void init(Map<String, String> arguments) {
        providerAway = arguments.containsKey(PROVIDER_AWAY);
        bare = arguments.containsKey(BARE);
    }

    @Override
    public Map<String, String> start() {
        try {
            postgres = EmbeddedPostgres.builder().start();
            directory = Files.createTempDirectory("hallmark-upload");
            blobs = directory.resolve("blobs");
            Path leftover = blobs.resolve("incoming").resolve("of-a-crash");
            Files.createDirectories(leftover);
            Files.writeString(leftover.resolve("half-an-upload"), "bytes");
            Map<String, String> settings = new HashMap<>();
            settings.putAll(issuer("github", "github", JobTokens.GITHUB));
            settings.putAll(issuer("ghes", "github", JobTokens.GITHUB_ENTERPRISE));
            settings.put("hallmark.issuers.ghes.server", "https://ghes.example");
            settings.put("hallmark.issuers.ghes.refused-events", "workflow_run");
            settings.putAll(issuer("gitlab", "gitlab", JobTokens.GITLAB));
            settings.putAll(issuer("own-gitlab", "gitlab", JobTokens.OWN_GITLAB));
            settings.putAll(issuer("google", "google", JobTokens.GOOGLE));
            settings.putAll(issuer("own-forge", "generic", JobTokens.OWN_FORGE));
            settings.put("hallmark.issuers.own-forge.audience", "packages");
            settings.put("hallmark.issuers.buildkite.enabled", "false");
            settings.put("quarkus.http.test-port", "0");
            settings.put("quarkus.datasource.jdbc.url", postgres.getJdbcUrl("postgres", "postgres"));
            settings.put("quarkus.datasource.reactive.url", "postgresql://localhost:" + postgres.getPort() + "/postgres");
            settings.put("quarkus.datasource.username", "postgres");
            settings.put("quarkus.datasource.password", "postgres");
            settings.put("hallmark.public-url", PUBLIC_URL);
            settings.put("hallmark.admin-token", ADMIN_TOKEN);
            settings.put("hallmark.blobs.directory", blobs.toString());
            settings.put("hallmark.uploads.max-file-size", "8M");
            settings.put("hallmark.uploads.max-fields-size", "1M");
            settings.put("hallmark.uploads.verdict-deadline", "3s");
            Path scannerKeys = directory.resolve("scanner.json");
            Files.writeString(scannerKeys, Scanner.publicKeys());
            people = PeopleIssuer.start();
            if (providerAway) {
                people.goAway();
            }
            if (!bare) {
                settings.put("hallmark.secret-scanning.keys-file", scannerKeys.toString());
                settings.putAll(PeopleIssuer.settings(people));
            }
            if (!bare && !providerAway) {
                settings.put("hallmark.people.project-creation", "signed-in");
            }
            settings.putAll(InMemoryConnector.switchIncomingChannelsToInMemory("verdicts", "provenance-events"));
            settings.putAll(InMemoryConnector.switchOutgoingChannelsToInMemory("outbox", "dead-letters"));
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> issuer(String name, String kind, JobTokens tokens) throws IOException {
        Path keys = Files.writeString(directory.resolve(name + ".json"), tokens.jwks());
        return Map.of(
                "hallmark.issuers." + name + ".url", tokens.issuer(),
                "hallmark.issuers." + name + ".kind", kind,
                "hallmark.issuers." + name + ".keys-file", keys.toString());
    }

    @Override
    public void stop() {
        try {
            people.goAway();
            postgres.close();
            try (var all = Files.walk(directory)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
