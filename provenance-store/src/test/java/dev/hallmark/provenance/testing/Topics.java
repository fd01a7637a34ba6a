package dev.hallmark.provenance.testing;

import dev.hallmark.contract.event.Event;
import dev.hallmark.contract.event.EventCodec;
import dev.hallmark.contract.event.EventRecord;
import dev.hallmark.contract.event.Received;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

/// The test's ends of the topics. Delivering returns when the store has acknowledged.
@ApplicationScoped
public class Topics {

    private final EventCodec codec = new EventCodec();

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector connector;

    /// @return the id under which the event was delivered
    public UUID deliver(Event event) {
        UUID id = UUID.randomUUID();
        deliver(id, event);
        return id;
    }

    public void deliver(UUID id, Event event) {
        EventRecord record = codec.write(id, "test", Instant.parse("2026-03-04T05:06:08Z"), event);
        deliver(record.topic(), record.key(), record.headers(), record.json());
    }

    public void deliver(String topic, String key, Map<String, String> headers, String json) {
        await(send(topic, key, headers, json));
    }

    /// @return completes when the store has acknowledged
    public CompletableFuture<Void> send(Event event) {
        EventRecord record = codec.write(UUID.randomUUID(), "test", Instant.parse("2026-03-04T05:06:08Z"), event);
        return send(record.topic(), record.key(), record.headers(), record.json());
    }

    private CompletableFuture<Void> send(String topic, String key, Map<String, String> headers, String json) {
        RecordHeaders kafkaHeaders = new RecordHeaders();
        headers.forEach((name, value) -> kafkaHeaders.add(name, value.getBytes(StandardCharsets.UTF_8)));
        byte[] value = json.getBytes(StandardCharsets.UTF_8);
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(
                topic, 0, 0L, 0L, TimestampType.CREATE_TIME, -1, -1, key, value, kafkaHeaders, Optional.empty());
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        connector.<Message<byte[]>>source(topic).send(Message.of(
                value,
                Metadata.of(new IncomingKafkaRecordMetadata<>(record, topic)),
                () -> {
                    acknowledged.complete(null);
                    return CompletableFuture.completedFuture(null);
                },
                failure -> {
                    acknowledged.completeExceptionally(failure);
                    return CompletableFuture.completedFuture(null);
                }));
        return acknowledged;
    }

    public List<? extends Message<byte[]>> deadLetters() {
        return connector.<byte[]>sink("dead-letters").received();
    }

    /// What was told about a project on `provenance-events` and `reviews`, once at least `count` events have been.
    public List<Received.Accepted> told(String project, int count) {
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20); System.nanoTime() < end; Thread.onSpinWait()) {
            List<Received.Accepted> told = told(project);
            if (told.size() >= count) {
                return told;
            }
        }
        throw new AssertionError("expected " + count + " events of " + project + ", found " + told(project));
    }

    private List<Received.Accepted> told(String project) {
        return List.copyOf(connector.<byte[]>sink("provenance-events").received()).stream()
                .map(this::read)
                .filter(event -> event.event().project().normalized().equals(project))
                .toList();
    }

    private Received.Accepted read(Message<byte[]> message) {
        OutgoingKafkaRecordMetadata<?> metadata =
                message.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
        Map<String, String> headers = new HashMap<>();
        metadata.getHeaders()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return (Received.Accepted)
                codec.read(metadata.getTopic(), (String) metadata.getKey(), headers, message.getPayload());
    }

    public static void await(CompletableFuture<Void> acknowledged) {
        try {
            acknowledged.get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the record was not acknowledged", e);
        }
    }
}
