package dev.hallmark.benchmarks.reading;

import dev.hallmark.standalone.console.Console;
import dev.hallmark.standalone.folder.Secret;
import dev.hallmark.standalone.kafka.Kafka;
import dev.hallmark.standalone.postgres.Postgres;
import dev.hallmark.standalone.process.Child;
import dev.hallmark.standalone.process.ChildEnvironment;
import dev.hallmark.standalone.process.Component;
import dev.hallmark.standalone.process.JavaCommand;
import dev.hallmark.standalone.process.Ports;
import dev.hallmark.standalone.process.StopSignal;
import dev.hallmark.standalone.process.Supervised;
import dev.hallmark.standalone.services.Installation;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A provenance-store with a PostgreSQL and a broker of its own, with the heap that the standalone mode gives it.
final class Store implements AutoCloseable {

    static final int HEAP_MEBIBYTES = 192;

    private static final String DECIDED = """
            {"at":"1970-01-01T00:00:00Z","urls":[],"by":{"uploadId":"00000000-0000-4000-8000-000000000001",\
            "filename":"first-1.0.tar.gz","sha256":"%s","releaseSequence":1}}""".formatted("0".repeat(64));

    private final List<Supervised> parts;
    private final int port;
    private final String database;
    private final Secret password;
    private final String bootstrapServers;

    private Store(List<Supervised> parts, int port, String database, Secret password, String bootstrapServers) {
        this.parts = parts;
        this.port = port;
        this.database = database;
        this.password = password;
        this.bootstrapServers = bootstrapServers;
    }

    /// @param directory for data and logs
    static Store start(Path directory) throws IOException, InterruptedException {
        Clock clock = Clock.systemUTC();
        Console console = new Console(System.out, clock);
        SecureRandom random = new SecureRandom();
        Ports ports = new Ports(random);
        Secret password = new Secret(Long.toHexString(random.nextLong()));
        int databasePort = ports.next();
        Postgres postgres = new Postgres(
                Files.createDirectories(directory.resolve("postgresql")), directory.resolve("setup.log"), databasePort,
                new Secret(Long.toHexString(random.nextLong())), Map.of("provenance", password));
        Kafka kafka = new Kafka(
                Files.createDirectories(directory.resolve("kafka")), Installation.current().kafkaLibraries(),
                directory.resolve("format.log"), new JavaCommand(directory), ports.next(), ports.next());
        int port = ports.next();
        String database = "postgresql://127.0.0.1:" + databasePort + "/provenance";
        Component store = store(directory, port, database, password, kafka.bootstrapServers());
        List<Supervised> parts = List.of(
                new Supervised(postgres.component(), directory, directory, console, clock),
                new Supervised(kafka.component(), directory, directory, console, clock),
                new Supervised(store, directory, directory, console, clock));
        for (Supervised part : parts) {
            part.start();
        }
        return new Store(parts, port, database, password, kafka.bootstrapServers());
    }

    private static Component store(Path directory, int port, String database, Secret password, String bootstrapServers) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEBIBYTES + "m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-jar", Installation.current().service("provenance-store").toString());
        Map<String, String> environment = new HashMap<>(Map.of(
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", Integer.toString(port),
                "QUARKUS_LOG_LEVEL", "WARN",
                "QUARKUS_DATASOURCE_REACTIVE_URL", database,
                "QUARKUS_DATASOURCE_JDBC_URL", "jdbc:" + database,
                "QUARKUS_DATASOURCE_USERNAME", "provenance",
                "QUARKUS_DATASOURCE_PASSWORD", password.reveal(),
                "KAFKA_BOOTSTRAP_SERVERS", bootstrapServers,
                "HALLMARK_PUBLIC_URL", "https://index.example",
                "HALLMARK_BLOBS_DIRECTORY", directory.toString()));
        environment.put("HALLMARK_ADMIN_TOKEN", password.reveal());
        URI ready = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
        return new Component(
                "provenance-store", Component.Preparation.NONE,
                new Child(command, ChildEnvironment.with(environment), directory, StopSignal.TERM, Duration.ofSeconds(10)),
                () -> isReady(ready), Optional.empty());
    }

    private static boolean isReady(URI ready) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) ready.toURL().openConnection();
        connection.setConnectTimeout(1_000);
        connection.setReadTimeout(5_000);
        try {
            return connection.getResponseCode() == 200;
        } finally {
            connection.disconnect();
        }
    }

    URI page(String project) {
        return URI.create("http://127.0.0.1:" + port + "/simple/" + project + "/");
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    /// Writes published files where the store's own transactions would have put them; their pages are rendered when they
    /// are first asked for.
    ///
    /// @param prefix of the projects' names, which end in a number from 1
    void generate(String prefix, int projects, int releases, int filesOfRelease) throws SQLException {
        String name = "'" + prefix + "-' || p";
        String file = "'" + prefix + "_' || p || '-1.' || r || '-' || f || '-py3-none-any.whl'";
        String numbers = " from generate_series(1, " + projects + ") p";
        String inReleases = numbers + ", generate_series(1, " + releases + ") r";
        String inFiles = inReleases + ", generate_series(1, " + filesOfRelease + ") f";
        execute(
                "insert into project (name, spelling, listed, serial) select " + name + ", " + name + ", true, 1" + numbers,
                // Their URLs are decided, so that no later file asks for what was staged.
                "insert into release (project, version, spelling, urls) select " + name + ", '1.' || r, '1.' || r, '"
                        + DECIDED + "'" + inReleases,
                "insert into file (upload_id, project, release, version, filename, sha256, size, requires_python,"
                        + " core_metadata_sha256, release_sequence, attested, uploaded_at, published_at, staged, verifier, policy)"
                        + " select gen_random_uuid(), " + name + ", '1.' || r, '1.' || r, " + file
                        + ", encode(sha256(convert_to(" + file + ", 'UTF8')), 'hex'), 12345, '>=3.9',"
                        + " encode(sha256(convert_to(" + file + " || 'm', 'UTF8')), 'hex'), f, true, now(), now(), '{}', '', ''"
                        + inFiles,
                "insert into simple_page (project, serial, status, digest, rendering) select " + name
                        + ", 1, 'active', '', ''" + numbers,
                "analyze");
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:" + database, "provenance", password.reveal());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() {
        try {
            for (Supervised part : parts.reversed()) {
                part.stop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
