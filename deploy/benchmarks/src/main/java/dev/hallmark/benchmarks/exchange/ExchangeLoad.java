package dev.hallmark.benchmarks.exchange;

import dev.hallmark.development.oidc.Job;
import dev.hallmark.development.oidc.LocalIssuer;
import dev.hallmark.standalone.console.Console;
import dev.hallmark.standalone.folder.DataFolder;
import dev.hallmark.standalone.folder.PrivateFile;
import dev.hallmark.standalone.folder.Secret;
import dev.hallmark.standalone.kafka.Kafka;
import dev.hallmark.standalone.postgres.Postgres;
import dev.hallmark.standalone.process.Component;
import dev.hallmark.standalone.process.JavaCommand;
import dev.hallmark.standalone.process.Ports;
import dev.hallmark.standalone.process.Supervised;
import dev.hallmark.standalone.services.Installation;
import dev.hallmark.standalone.services.Services;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/// ID tokens of many publishers, exchanged at a steady rate whatever the answers take, with upload-service, PostgreSQL and
/// Kafka as `./hallmark up` runs them, and whoever asks on the same machine.
public final class ExchangeLoad {

    private static final int PER_SECOND = 200;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration MEASURED = Duration.ofSeconds(30);
    private static final int PUBLISHERS = 50;

    private final Clock clock = Clock.systemUTC();
    private final Console console = new Console(System.out, clock);
    private final SecureRandom random = new SecureRandom();
    private final LocalIssuer issuer = LocalIssuer.inMemory(LocalIssuer.GITHUB, clock);
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final DataFolder folder;

    private ExchangeLoad(DataFolder folder) {
        this.folder = folder;
    }

    /// @param directory for data and logs
    public static void run(Path directory) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory(Files.createDirectories(directory), "exchange-");
        try (DataFolder folder = DataFolder.open(data)) {
            new ExchangeLoad(folder).run();
        }
    }

    private void run() throws IOException, InterruptedException {
        Ports ports = new Ports(random);
        Secret password = secret("database");
        Secret adminToken = secret("admin");
        int databasePort = ports.next();
        int port = ports.next();
        JavaCommand java = new JavaCommand(folder.resolve("logs"));
        Kafka kafka = new Kafka(
                folder.resolve("kafka"), Installation.current().kafkaLibraries(), folder.resolve("logs/format.log"), java,
                ports.next(), ports.next());
        trustTheIssuer();
        Services services = new Services(
                Installation.current(), folder, java, kafka.bootstrapServers(), databasePort,
                URI.create("https://localhost:" + port), Optional.empty());
        List<Supervised> parts = new ArrayList<>();
        try {
            start(parts, new Postgres(
                    folder.resolve("postgresql"), folder.resolve("logs/postgresql.log"), databasePort, secret("administrator"),
                    Map.of("upload", password)).component());
            start(parts, kafka.component());
            start(parts, services.upload(port, password, adminToken));
            URI index = URI.create("http://127.0.0.1:" + port);
            for (int publisher = 0; publisher < PUBLISHERS; publisher++) {
                register(index, adminToken, name(publisher));
            }
            load(index, WARM_UP);
            long before = processorTime(Services.UPLOAD).toNanos();
            Load measured = load(index, MEASURED);
            print(measured, Duration.ofNanos(processorTime(Services.UPLOAD).toNanos() - before));
        } finally {
            for (Supervised part : parts.reversed()) {
                part.stop();
            }
        }
    }

    private void start(List<Supervised> parts, Component component) throws InterruptedException {
        Supervised part = new Supervised(component, folder.resolve("run"), folder.resolve("logs"), console, clock);
        parts.add(part);
        part.start();
        console.say(component.name() + " is ready");
    }

    private Secret secret(String name) throws IOException {
        return Secret.kept(folder.resolve("secrets/" + name), "", random);
    }

    private void trustTheIssuer() throws IOException {
        Path keys = folder.resolve("issuer.json");
        issuer.writePublicKeys(keys);
        PrivateFile.write(
                folder.resolve("settings/upload-service.local.properties"), "hallmark.issuers.github.keys-file=" + keys + "\n");
    }

    private static String name(int publisher) {
        return "sample-" + publisher;
    }

    private void register(URI index, Secret adminToken, String project) throws IOException, InterruptedException {
        manage(index.resolve("/manage/projects"), adminToken, "{\"name\":\"" + project + "\"}");
        manage(
                index.resolve("/manage/projects/" + project + "/publishers"), adminToken,
                "{\"owner\":\"octo-org\",\"repository\":\"" + project + "\",\"workflow\":\"release.yml\"}");
    }

    private void manage(URI url, Secret adminToken, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Authorization", "Bearer " + adminToken.reveal())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 201) {
            throw new IOException("expected status 201 of " + url + ", found " + status);
        }
    }

    /// @param refused answers that were no token, and requests without an answer
    private record Load(Latencies minted, int refused, Duration took) {}

    /// Signs beforehand, so that nothing but the exchange is measured.
    private Load load(URI index, Duration duration) {
        int count = (int) (PER_SECOND * duration.toSeconds());
        console.say("signing " + count + " ID tokens");
        List<HttpRequest> requests = IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> Job.of("octo-org/" + name(i % PUBLISHERS), "release.yml"))
                .map(job -> HttpRequest.newBuilder(index.resolve("/_/oidc/mint-token"))
                        .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"" + issuer.issue(job, "hallmark") + "\"}"))
                        .timeout(Duration.ofSeconds(10))
                        .build())
                .toList();
        console.say("exchanging them, " + PER_SECOND + " a second");
        Latencies minted = new Latencies(count);
        List<CompletableFuture<Void>> answers = new ArrayList<>(count);
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = start + i * (TimeUnit.SECONDS.toNanos(1) / PER_SECOND);
            for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                LockSupport.parkNanos(early);
            }
            answers.add(http.sendAsync(requests.get(i), HttpResponse.BodyHandlers.discarding()).handle((answer, failure) -> {
                if (failure == null && answer.statusCode() == 200) {
                    minted.add(System.nanoTime() - due);
                }
                return null;
            }));
        }
        answers.forEach(CompletableFuture::join);
        return new Load(minted, count - minted.count(), Duration.ofNanos(System.nanoTime() - start));
    }

    private Duration processorTime(String component) throws IOException {
        long process = Long.parseLong(Files.readString(folder.resolve("run/" + component + ".pid")).strip());
        return ProcessHandle.of(process).orElseThrow().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static void print(Load load, Duration processorTime) {
        System.out.println();
        System.out.printf(
                Locale.ROOT, "%8.1f exchanges a second for %.0f s, %d of them refused%n",
                load.minted.count() / seconds(load.took), seconds(load.took), load.refused);
        for (double share : List.of(0.5, 0.9, 0.99, 0.999, 1.0)) {
            System.out.printf(
                    Locale.ROOT, "%8.1f ms at most for %.1f %% of them, from the moment that each was due%n",
                    seconds(load.minted.quantile(share)) * 1_000, share * 100);
        }
        System.out.printf(
                Locale.ROOT, "%8.2f ms of upload-service's processor time for each%n",
                seconds(processorTime) * 1_000 / load.minted.count());
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
