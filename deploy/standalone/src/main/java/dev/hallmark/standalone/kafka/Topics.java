package dev.hallmark.standalone.kafka;

import dev.hallmark.standalone.process.Probe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;

/// The topics of the index; the broker is ready when they exist, so asking creates those that are missing.
///
/// Retention: events are kept for 30 days for those who want to read them again; the services need them only until they
/// are acknowledged. Facts about projects are few, are sent once, and have no other copy on the readers' side, so they
/// are kept for ever and flushed to the disk one by one. Dead letters wait for a person, for 90 days.
record Topics(int port) implements Probe {
    static final Duration RETENTION = Duration.ofDays(30);
    static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(90);
    private static final List<String> EVENTS = List.of("uploads", "verdicts", "reviews", "provenance-events");
    private static final String PROJECTS = "projects";
    private static final List<String> CONSUMERS = List.of("upload-service", "attestation-verifier", "provenance-store");
    private static final int PARTITIONS = 3;
    private static final Duration LIMIT = Duration.ofSeconds(5);

    @Override
    public boolean holds() throws IOException, InterruptedException {
        requireListener();
        Properties settings = new Properties();
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + port);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(LIMIT.toMillis()));
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(LIMIT.toMillis()));
        try (Admin admin = Admin.create(settings)) {
            Set<String> present = admin.listTopics().names().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            List<NewTopic> missing = topics().stream().filter(topic -> !present.contains(topic.name())).toList();
            admin.createTopics(missing).all().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException | KafkaException notYet) {
            throw new IOException("the broker does not answer yet", notYet);
        }
    }

    /// A client of a broker that is not there yet would complain in the log, many times a second.
    private void requireListener() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) LIMIT.toMillis());
        }
    }

    static List<NewTopic> topics() {
        List<NewTopic> topics = new ArrayList<>();
        EVENTS.forEach(name -> topics.add(topic(name, RETENTION)));
        topics.add(new NewTopic(PROJECTS, Optional.of(PARTITIONS), Optional.of((short) 1)).configs(Map.of(
                TopicConfig.RETENTION_MS_CONFIG, "-1",
                TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG, "1")));
        CONSUMERS.forEach(name -> topics.add(topic(name + ".dead-letters", DEAD_LETTER_RETENTION)));
        return topics;
    }

    private static NewTopic topic(String name, Duration retention) {
        return new NewTopic(name, Optional.of(PARTITIONS), Optional.of((short) 1))
                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis())));
    }
}
