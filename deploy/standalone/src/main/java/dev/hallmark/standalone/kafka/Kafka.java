package dev.hallmark.standalone.kafka;

import dev.hallmark.standalone.console.Refusal;
import dev.hallmark.standalone.process.Child;
import dev.hallmark.standalone.process.ChildEnvironment;
import dev.hallmark.standalone.process.Component;
import dev.hallmark.standalone.process.Guard;
import dev.hallmark.standalone.process.JavaCommand;
import dev.hallmark.standalone.process.LogFile;
import dev.hallmark.standalone.process.StopSignal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// The broker of a standalone index: `<data>/kafka`.
///
/// A broker whose log was deleted is formatted anew: the services' outboxes send again what nobody has acknowledged.
public final class Kafka {
    /// The component's name.
    public static final String NAME = "kafka";
    private static final int HEAP_MEBIBYTES = 192;
    private static final Duration FORMAT_LIMIT = Duration.ofSeconds(60);

    private final Path folder;
    private final Path libraries;
    private final Path log;
    private final JavaCommand java;
    private final int port;
    private final int controllerPort;

    /// A broker.
    ///
    /// @param folder         where its settings and its log are
    /// @param libraries      the folder of its class path
    /// @param log            where formatting writes; the broker itself writes to its component's log
    /// @param java           how child JVMs are started
    /// @param port           loopback port for clients
    /// @param controllerPort loopback port for the quorum of one
    public Kafka(Path folder, Path libraries, Path log, JavaCommand java, int port, int controllerPort) {
        this.folder = folder;
        this.libraries = libraries;
        this.log = log;
        this.java = java;
        this.port = port;
        this.controllerPort = controllerPort;
    }

    /// What clients connect to.
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /// The broker as a component; it is ready when its topics are there.
    public Component component() {
        return new Component(NAME, this::prepare,
                child(java.of(NAME, HEAP_MEBIBYTES, logging(),
                        List.of("-cp", libraries + "/*", "kafka.Kafka", settingsFile().toString()))),
                new Topics(port), Optional.empty());
    }

    private Child child(List<String> command) {
        return new Child(command, ChildEnvironment.inherited(), folder, StopSignal.TERM, Duration.ofSeconds(15));
    }

    private static List<String> logging() {
        return List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                "-Dorg.slf4j.simpleLogger.log.kafka.server=info");
    }

    private Path settingsFile() {
        return folder.resolve("server.properties");
    }

    private void prepare() throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(settings()).forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
        Files.writeString(settingsFile(), text);
        if (!Files.exists(folder.resolve("log/meta.properties"))) {
            format();
        }
    }

    private Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
                Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
                Map.entry("log.dirs", folder.resolve("log").toString()),
                Map.entry("auto.create.topics.enable", "false"),
                // One broker: every internal topic has one copy.
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                // Where a consumer group has read to, is remembered as long as there is something to read.
                Map.entry("offsets.retention.minutes", Long.toString(Topics.RETENTION.toMinutes())),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // The default, 128 MiB, does not fit into the heap.
                Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
                Map.entry("log.segment.bytes", "67108864"),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"),
                Map.entry("num.recovery.threads.per.data.dir", "2"),
                // A broker that was killed is let in again only when its predecessor's session has ended.
                Map.entry("broker.session.timeout.ms", "4000"),
                Map.entry("broker.heartbeat.interval.ms", "1000"));
    }

    private void format() throws IOException, InterruptedException {
        Child tool = child(java.of("kafka-format", 96, logging(),
                List.of("-cp", libraries + "/*", "kafka.tools.StorageTool", "format", "--ignore-formatted",
                        "-t", clusterId(UUID.randomUUID()), "-c", settingsFile().toString())));
        if (Guard.run(tool, folder.resolve("format.pid"), log, FORMAT_LIMIT) != 0) {
            throw new Refusal("Kafka could not be formatted: " + new LogFile(log).lastWords() + " (log: " + log + ")");
        }
    }

    /// Kafka writes the 16 bytes of a UUID in URL-safe base64.
    private static String clusterId(UUID id) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES).putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }
}
