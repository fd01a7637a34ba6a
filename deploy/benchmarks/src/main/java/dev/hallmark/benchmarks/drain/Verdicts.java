package dev.hallmark.benchmarks.drain;

import dev.hallmark.contract.event.EventCodec;
import dev.hallmark.contract.event.Received;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.contract.event.VerdictReached;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// The topic `verdicts`: counted by its offsets while it grows, so that the count costs next to nothing, and read when it
/// is complete.
final class Verdicts implements AutoCloseable {

    private static final String TOPIC = "verdicts";

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;

    Verdicts(String bootstrapServers) {
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        this.partitions = consumer.partitionsFor(TOPIC).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    long count() {
        return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
    }

    /// @throws IllegalStateException when an upload of the backlog has no verdict, another than *verified*, two, or one out
    ///     of its project's order
    void requireAllInOrder(Backlog backlog) {
        EventCodec codec = new EventCodec();
        Map<String, List<UUID>> judged = new HashMap<>();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        for (int read = 0; read < backlog.size(); ) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(5))) {
                judged.computeIfAbsent(record.key(), _ -> new ArrayList<>()).add(verified(codec, record));
                read++;
            }
        }
        if (!judged.equals(backlog.uploadsByProject())) {
            throw new IllegalStateException("expected each upload's verdict once and in its project's order");
        }
    }

    private static UUID verified(EventCodec codec, ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        if (codec.read(record.topic(), record.key(), headers, record.value())
                        instanceof Received.Accepted(_, _, VerdictReached reached)
                && reached.verdict() instanceof Verdict.Verified) {
            return reached.file().uploadId();
        }
        throw new IllegalStateException("expected verified, found " + new String(record.value(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
