package dev.hallmark.standalone.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.event.Topic;
import dev.hallmark.standalone.console.Console;
import dev.hallmark.standalone.process.JavaCommand;
import dev.hallmark.standalone.process.Ports;
import dev.hallmark.standalone.process.Supervised;
import dev.hallmark.standalone.services.Installation;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class KafkaTest {
    @TempDir
    private Path folder;

    @Test
    void hasItsTopicsWhenItIsReadyAndAfterARestart() throws Exception {
        Ports ports = new Ports(new SecureRandom());
        Kafka kafka = new Kafka(folder, Installation.current().kafkaLibraries(), folder.resolve("kafka.log"),
                new JavaCommand(folder), ports.next(), ports.next());
        start(kafka).stop();
        Supervised again = start(kafka);
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
            List<String> names = Topics.topics().stream().map(NewTopic::name).toList();

            Map<String, TopicDescription> topics = admin.describeTopics(names).allTopicNames().get();

            assertThat(topics.values()).allSatisfy(topic -> assertThat(topic.partitions()).hasSize(3));
        } finally {
            again.stop();
        }
    }

    @Test
    void createsEveryTopicOfTheContract() {
        assertThat(Topics.topics()).extracting(NewTopic::name)
                .containsAll(Arrays.stream(Topic.values()).map(Topic::topicName).toList());
    }

    private Supervised start(Kafka kafka) throws InterruptedException {
        Supervised broker = new Supervised(kafka.component(), folder, folder, new Console(System.out, Clock.systemUTC()),
                Clock.systemUTC());
        broker.start();
        return broker;
    }
}
