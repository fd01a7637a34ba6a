package dev.hallmark.standalone.services;

import dev.hallmark.standalone.folder.DataFolder;
import dev.hallmark.standalone.folder.Secret;
import dev.hallmark.standalone.process.Child;
import dev.hallmark.standalone.process.ChildEnvironment;
import dev.hallmark.standalone.process.Component;
import dev.hallmark.standalone.process.JavaCommand;
import dev.hallmark.standalone.process.StopSignal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The components for upload-service, attestation-verifier and provenance-store.
///
/// @param installation     where the built services are
/// @param folder           the data folder
/// @param java             how child JVMs are started
/// @param bootstrapServers the broker
/// @param databasePort     the database server's port
/// @param publicUrl        the https origin that clients see
/// @param authorities      the local authorities, when they run
public record Services(
        Installation installation,
        DataFolder folder,
        JavaCommand java,
        String bootstrapServers,
        int databasePort,
        URI publicUrl,
        Optional<DevelopmentAuthorities> authorities) {

    /// Accepts uploads.
    public static final String UPLOAD = "upload-service";
    /// Decides about uploads.
    public static final String VERIFIER = "attestation-verifier";
    /// Serves what was published.
    public static final String STORE = "provenance-store";

    /// Whom the public Sigstore certifies.
    private static final String PUBLIC_ISSUERS = "https://token.actions.githubusercontent.com,https://gitlab.com,"
            + "https://accounts.google.com,https://agent.buildkite.com";

    /// The upload-service.
    public Component upload(int port, Secret databasePassword, Secret adminToken) throws IOException {
        Map<String, String> settings = new HashMap<>();
        authorities.ifPresent(local -> settings.putAll(Map.of(
                "hallmark.issuers.\"local\".url", local.url().toString(),
                "hallmark.issuers.\"local\".kind", "github",
                "hallmark.issuers.\"local\".server", "https://github.com",
                "hallmark.issuers.\"local-gitlab\".url", local.url() + "/gitlab",
                "hallmark.issuers.\"local-gitlab\".kind", "gitlab",
                "hallmark.issuers.\"local-gitlab\".server", "https://gitlab.com",
                "hallmark.people.issuer", local.peopleIssuer().toString(),
                "hallmark.people.audience", "hallmark-people",
                "hallmark.people.project-creation", "signed-in")));
        Map<String, String> environment = environment(UPLOAD, port, settings);
        environment.putAll(database("upload", databasePassword));
        environment.put("HALLMARK_ADMIN_TOKEN", adminToken.reveal());
        return component(UPLOAD, port, 192, environment);
    }

    /// The attestation-verifier.
    public Component verifier(int port) throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "hallmark.trust-roots.\"public-good\".bundled", "public-good",
                "hallmark.trust-roots.\"public-good\".issuers", PUBLIC_ISSUERS));
        authorities.ifPresent(local -> settings.putAll(Map.of(
                "hallmark.trust-roots.\"local\".file", local.trustRoot().toString(),
                "hallmark.trust-roots.\"local\".issuers", local.url().toString())));
        return component(VERIFIER, port, 128, environment(VERIFIER, port, settings));
    }

    /// The provenance-store.
    public Component store(int port, Secret databasePassword, Secret adminToken) throws IOException {
        Map<String, String> environment = environment(STORE, port, Map.of());
        environment.putAll(database("provenance", databasePassword));
        environment.put("HALLMARK_ADMIN_TOKEN", adminToken.reveal());
        return component(STORE, port, 192, environment);
    }

    private Component component(String name, int port, int heapMebibytes, Map<String, String> environment) {
        List<String> command = java.of(name, heapMebibytes,
                List.of("-Djava.util.logging.manager=org.jboss.logmanager.LogManager"),
                List.of("-jar", installation.service(name).toString()));
        URI health = URI.create("http://127.0.0.1:" + port + "/q/health/");
        return new Component(name, Component.Preparation.NONE,
                new Child(command, ChildEnvironment.with(environment), folder.path(), StopSignal.TERM, Duration.ofSeconds(10)),
                new HttpProbe(health.resolve("ready")), Optional.of(new HttpProbe(health.resolve("live"))));
    }

    private Map<String, String> environment(String service, int port, Map<String, String> settings) throws IOException {
        Path file = ServiceSettings.write(folder.resolve("settings"), service, settings);
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        environment.put("SMALLRYE_CONFIG_LOCATIONS", file.toUri().toString());
        return environment;
    }

    private Map<String, String> database(String name, Secret password) {
        String address = "postgresql://127.0.0.1:" + databasePort + "/" + name;
        return Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL", address,
                "QUARKUS_DATASOURCE_JDBC_URL", "jdbc:" + address,
                "QUARKUS_DATASOURCE_USERNAME", name,
                "QUARKUS_DATASOURCE_PASSWORD", password.reveal(),
                "HALLMARK_BLOBS_DIRECTORY", folder.resolve("blobs").toString(),
                "HALLMARK_PUBLIC_URL", publicUrl.toString());
    }
}
