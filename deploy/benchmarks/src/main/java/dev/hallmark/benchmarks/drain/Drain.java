package dev.hallmark.benchmarks.drain;

import dev.hallmark.benchmarks.uploads.AttestedUploads;
import dev.hallmark.standalone.console.Console;
import dev.hallmark.standalone.kafka.Kafka;
import dev.hallmark.standalone.process.Child;
import dev.hallmark.standalone.process.ChildEnvironment;
import dev.hallmark.standalone.process.Component;
import dev.hallmark.standalone.process.JavaCommand;
import dev.hallmark.standalone.process.Ports;
import dev.hallmark.standalone.process.StopSignal;
import dev.hallmark.standalone.process.Supervised;
import dev.hallmark.standalone.services.HttpProbe;
import dev.hallmark.standalone.services.Installation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/// A backlog of attested uploads, a broker of its own, and the attestation-verifier with two cores and the settings that
/// it is shipped with.
public final class Drain {

    private static final int CORES = 2;
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Clock clock = Clock.systemUTC();
    private final Console console = new Console(System.out, clock);
    private final Path directory;
    private final int size;

    private Drain(Path directory, int size) {
        this.directory = directory;
        this.size = size;
    }

    /// @param directory for the broker's data and the logs; what a run before this one left there is replaced
    /// @param size of the backlog
    public static void run(Path directory, int size) throws IOException, InterruptedException, ExecutionException {
        new Drain(Files.createTempDirectory(Files.createDirectories(directory), "drain-"), size).run();
    }

    private void run() throws IOException, InterruptedException, ExecutionException {
        Ports ports = new Ports(new SecureRandom());
        Kafka kafka = new Kafka(
                Files.createDirectories(directory.resolve("kafka")), Installation.current().kafkaLibraries(),
                directory.resolve("format.log"), new JavaCommand(directory), ports.next(), ports.next());
        Supervised broker = supervised(kafka.component());
        broker.start();
        try (Verdicts verdicts = new Verdicts(kafka.bootstrapServers())) {
            console.say("the broker is ready; signing and sending " + size + " attested uploads");
            AttestedUploads uploads = AttestedUploads.ofANewSigstore();
            Path trustedRoot = Files.writeString(directory.resolve("trusted_root.json"), uploads.trustedRoot());
            Backlog backlog = Backlog.send(kafka.bootstrapServers(), uploads, size);
            console.say("the backlog is there; starting the attestation-verifier");
            Supervised verifier = supervised(verifier(kafka.bootstrapServers(), trustedRoot, ports.next()));
            Duration before = processorTime("kafka");
            Instant started = clock.instant();
            verifier.start();
            try {
                Instant first = awaitCount(verdicts, 1);
                long atFirst = verdicts.count();
                Instant last = awaitCount(verdicts, size);
                Duration verifierTime = processorTime("attestation-verifier");
                Duration brokerTime = processorTime("kafka").minus(before);
                verdicts.requireAllInOrder(backlog);
                print(Duration.between(started, last), (size - atFirst) / seconds(Duration.between(first, last)), verifierTime, brokerTime);
            } finally {
                verifier.stop();
            }
        } finally {
            broker.stop();
        }
    }

    private Supervised supervised(Component component) {
        return new Supervised(component, directory, directory, console, clock);
    }

    private Component verifier(String bootstrapServers, Path trustedRoot, int port) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:ActiveProcessorCount=" + CORES, "-Xmx512m", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dhallmark.trust-roots.\"public-good\".issuers=",
                "-Dhallmark.trust-roots.\"benchmark\".file=" + trustedRoot.toAbsolutePath(),
                "-Dhallmark.trust-roots.\"benchmark\".issuers=" + AttestedUploads.issuer(),
                "-jar", Installation.current().service("attestation-verifier").toString());
        Map<String, String> environment = Map.of(
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", Integer.toString(port),
                "KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        return new Component(
                "attestation-verifier", Component.Preparation.NONE,
                new Child(command, ChildEnvironment.with(environment), directory, StopSignal.TERM, Duration.ofSeconds(10)),
                new HttpProbe(URI.create("http://127.0.0.1:" + port + "/q/health/ready")), Optional.empty());
    }

    private Instant awaitCount(Verdicts verdicts, long count) throws InterruptedException {
        Instant limit = clock.instant().plus(LIMIT);
        while (verdicts.count() < count) {
            if (clock.instant().isAfter(limit)) {
                throw new IllegalStateException("expected " + count + " verdicts, found " + verdicts.count() + "; logs are in " + directory);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return clock.instant();
    }

    private Duration processorTime(String component) throws IOException {
        long process = Long.parseLong(Files.readString(directory.resolve(component + ".pid")).strip());
        return ProcessHandle.of(process).orElseThrow().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private void print(Duration sinceStart, double rate, Duration verifierTime, Duration brokerTime) {
        System.out.println();
        System.out.println("All " + size + " verdicts were right, there once, and in their projects' order");
        System.out.printf(Locale.ROOT, "%8.0f verdicts a second since the first%n", rate);
        System.out.printf(Locale.ROOT, "%8.0f verdicts a second since the verifier was started%n", size / seconds(sinceStart));
        System.out.printf(Locale.ROOT, "%8.0f verdicts for each second of the verifier's processor time%n", size / seconds(verifierTime));
        System.out.printf(Locale.ROOT, "%8.1f %% of two cores taken by the verifier, %.1f %% by the broker%n",
                100 * seconds(verifierTime) / seconds(sinceStart) / CORES, 100 * seconds(brokerTime) / seconds(sinceStart) / CORES);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
