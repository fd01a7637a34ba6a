package dev.hallmark.standalone;

import dev.hallmark.standalone.console.Console;
import dev.hallmark.standalone.folder.ConnectionEnv;
import dev.hallmark.standalone.folder.DataFolder;
import dev.hallmark.standalone.folder.Secret;
import dev.hallmark.standalone.gateway.Backend;
import dev.hallmark.standalone.gateway.Gateway;
import dev.hallmark.standalone.gateway.Limits;
import dev.hallmark.standalone.kafka.Kafka;
import dev.hallmark.standalone.postgres.Postgres;
import dev.hallmark.standalone.process.JavaCommand;
import dev.hallmark.standalone.process.Leftovers;
import dev.hallmark.standalone.process.Ports;
import dev.hallmark.standalone.services.DevelopmentAuthorities;
import dev.hallmark.standalone.services.Installation;
import dev.hallmark.standalone.services.Services;
import dev.hallmark.standalone.tls.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The whole index: ready when [#start] returns, gone when [#stop] returns.
///
/// 1. the data folder is locked, and what an earlier run left behind has ended
/// 2. the gateway listens (and answers 503), so that nobody else takes the ports meanwhile
/// 3. PostgreSQL, Kafka with its topics, and the local authorities start side by side
/// 4. each service starts as soon as what it needs is there
/// 5. `connection.env` says how to reach the index
///
/// It stops in the opposite order: no more requests, then the services, then what they stand on.
final class Up {
    private final UpOptions options;
    private final DataFolder folder;
    private final Console console;
    private final SecureRandom random = new SecureRandom();
    private final Ports ports = new Ports(random);
    private final Map<Backend, Integer> backends;
    private final Certificates certificates;
    private final Gateway gateway;
    private final Parts parts;

    private Up(UpOptions options, DataFolder folder, Console console, Clock clock) throws IOException {
        this.options = options;
        this.folder = folder;
        this.console = console;
        this.backends = Map.of(Backend.UPLOAD_SERVICE, ports.next(), Backend.PROVENANCE_STORE, ports.next());
        this.certificates = new Certificates(folder.resolve("tls"), options.certificateNames(), clock, random);
        this.gateway = new Gateway(backends, Limits.STANDARD);
        this.parts = new Parts(folder, console, clock);
    }

    /// Locks the data folder and waits until an earlier run has left it.
    static Up open(UpOptions options, Console console, Clock clock) throws IOException, InterruptedException {
        DataFolder folder = DataFolder.open(options.data());
        LauncherLog.writeTo(folder.resolve("logs/launcher.log"));
        Files.deleteIfExists(ConnectionEnv.in(folder.path()));
        Leftovers.awaitEnd(folder.resolve("run"), clock);
        return new Up(options, folder, console, clock);
    }

    /// Starts everything and returns when the index is ready.
    void start() throws IOException, InterruptedException {
        openGateway();
        Installation installation = Installation.current();
        JavaCommand java = new JavaCommand(folder.resolve("logs"));
        Secret adminToken = secret("admin-token", "hallmark-admin-");
        Secret uploadPassword = secret("database-upload", "");
        Secret provenancePassword = secret("database-provenance", "");
        int databasePort = ports.next();
        Postgres postgres = new Postgres(folder.resolve("postgresql"), folder.resolve("logs/postgresql.log"), databasePort,
                secret("database-administrator", ""), Map.of("upload", uploadPassword, "provenance", provenancePassword));
        Kafka kafka = new Kafka(folder.resolve("kafka"), installation.kafkaLibraries(), folder.resolve("logs/kafka.log"),
                java, ports.next(), ports.next());
        Optional<DevelopmentAuthorities> authorities = options.localAuthorities()
                ? Optional.of(DevelopmentAuthorities.of(folder, ports)) : Optional.empty();
        Services services = new Services(installation, folder, java, kafka.bootstrapServers(), databasePort,
                options.publicUrl(), authorities);

        CompletableFuture<Void> database = parts.startFoundation(postgres.component());
        CompletableFuture<Void> broker = parts.startFoundation(kafka.component());
        CompletableFuture<Void> trust = authorities
                .map(local -> parts.startFoundation(local.component(installation, folder, java), local::keepTrustRoot))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
        parts.startService(services.verifier(ports.next()), List.of(broker, trust));
        parts.startService(services.upload(port(Backend.UPLOAD_SERVICE), uploadPassword, adminToken), List.of(database, broker));
        parts.startService(services.store(port(Backend.PROVENANCE_STORE), provenancePassword, adminToken), List.of(database, broker));
        parts.awaitReady();
        tell(adminToken, authorities);
    }

    private void openGateway() throws IOException, InterruptedException {
        certificates.renew();
        gateway.listen(options.addresses(), options.port());
        gateway.listenTls(options.addresses(), options.tlsPort(), certificates.server(), certificates.serverKey());
    }

    private void tell(Secret adminToken, Optional<DevelopmentAuthorities> authorities) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("HALLMARK_URL", options.url().toString());
        values.put("HALLMARK_TLS_URL", options.publicUrl().toString());
        values.put("HALLMARK_CA_FILE", certificates.authority().toString());
        values.put("HALLMARK_ADMIN_TOKEN", adminToken.reveal());
        values.put("HALLMARK_DATA", folder.path().toString());
        values.put("HALLMARK_PIDS", folder.resolve("run").toString());
        values.put("HALLMARK_LOGS", folder.resolve("logs").toString());
        authorities.ifPresent(local -> {
            values.put("HALLMARK_OIDC_ISSUER", local.url().toString());
            values.put("HALLMARK_DEVELOPMENT_URL", local.url().toString());
            values.put("HALLMARK_PEOPLE_ISSUER", local.peopleIssuer().toString());
        });
        new ConnectionEnv(values).write(folder.path());
        console.say("ready");
        console.print(Welcome.text(options, folder.path(), certificates.authority()));
    }

    private int port(Backend backend) {
        return backends.getOrDefault(backend, 0);
    }

    private Secret secret(String name, String prefix) throws IOException {
        return Secret.kept(folder.resolve("secrets/" + name), prefix, random);
    }

    /// Renews the gateway's certificate if it ends soon; for an index that runs for months.
    void renewCertificate() throws IOException {
        if (certificates.renew()) {
            gateway.useCertificate(certificates.server(), certificates.serverKey());
            console.say("the https certificate was renewed");
        }
    }

    /// Stops everything, in bounded time.
    void stop() throws IOException, InterruptedException {
        if (parts.hasStarted()) {
            console.say("stopping");
        }
        Files.deleteIfExists(ConnectionEnv.in(folder.path()));
        gateway.stop();
        parts.stop();
        if (parts.hasStarted()) {
            console.say("stopped");
        }
        folder.close();
    }
}
