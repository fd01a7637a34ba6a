package dev.hallmark.benchmarks.reading;

import dev.hallmark.contract.DistributionFilename;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.event.CoreMetadata;
import dev.hallmark.contract.event.EventCodec;
import dev.hallmark.contract.event.EventRecord;
import dev.hallmark.contract.event.FilePublished;
import dev.hallmark.contract.event.Received;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.Uploader;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.contract.event.VerdictReached;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// What the store hears of uploads, and what it tells: the topics `verdicts` and `provenance-events`.
final class Uploads implements AutoCloseable {

    private static final String ANNOUNCED = "provenance-events";
    private static final CoreMetadata METADATA = new CoreMetadata(
            "2.4", "An example", ">=3.9", null, "MIT", null, null, null, null, null, null, null,
            List.of(), List.of(), List.of(), List.of());

    private final EventCodec codec = new EventCodec();
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Set<String> published = new HashSet<>();

    Uploads(String bootstrapServers) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"), new StringSerializer(), new ByteArraySerializer());
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(ANNOUNCED).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /// Returns when the broker has the verdict.
    void verdict(String filename, int releaseSequence) throws InterruptedException, ExecutionException {
        DistributionFilename parsed = DistributionFilename.parse(filename).orThrow();
        StagedFile file = new StagedFile(
                UUID.randomUUID(), parsed.project(), parsed.project().normalized(), parsed.version(), releaseSequence,
                filename, digest(filename), "0".repeat(32), "0".repeat(64), filename.length(), digest(filename + "m"),
                METADATA, new Uploader.ApiToken(new UUID(1, 2), "a benchmark"), Instant.EPOCH, "twine/6.2.0");
        EventRecord event = codec.write(
                UUID.randomUUID(), "attestation-verifier", Instant.EPOCH,
                new VerdictReached(file, new Verdict.Unattested(), "attestation-verifier", "1"));
        RecordHeaders headers = new RecordHeaders();
        event.headers().forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        producer.send(new ProducerRecord<>(
                        event.topic(), null, event.key(), event.json().getBytes(StandardCharsets.UTF_8), headers))
                .get();
    }

    /// Returns when the store has told that the file can be read.
    void awaitPublished(String filename) {
        for (int i = 0; !published.remove(filename); i++) {
            if (i == 3_000) {
                throw new IllegalStateException("expected " + filename + " to be published within a minute");
            }
            consumer.poll(Duration.ofMillis(20)).forEach(this::note);
        }
    }

    private void note(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        if (codec.read(record.topic(), record.key(), headers, record.value()) instanceof Received.Accepted accepted
                && accepted.event() instanceof FilePublished file) {
            published.add(file.filename());
        }
    }

    private static Sha256 digest(String content) {
        return Sha256.of(content.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
