package dev.hallmark.upload.testing;

import dev.hallmark.contract.RejectionCode;
import dev.hallmark.contract.event.Event;
import dev.hallmark.contract.event.EventCodec;
import dev.hallmark.contract.event.EventRecord;
import dev.hallmark.contract.event.FileHeld;
import dev.hallmark.contract.event.FilePublished;
import dev.hallmark.contract.event.FileRejected;
import dev.hallmark.contract.event.Received;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.UploadStaged;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.contract.event.VerdictReached;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

/// Plays attestation-verifier and provenance-store.
@ApplicationScoped
public class Colleagues {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final InMemoryConnector kafka;
    private final EventCodec codec = new EventCodec();

    @Inject
    Colleagues(@Connector("smallrye-in-memory") InMemoryConnector kafka) {
        this.kafka = kafka;
    }

    /// Everything that was sent so far.
    public List<Event> sent() {
        List<Event> events = new ArrayList<>();
        for (Message<byte[]> message : kafka.<byte[]>sink("outbox").received()) {
            OutgoingKafkaRecordMetadata<?> metadata =
                    message.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
            Map<String, String> headers = new HashMap<>();
            metadata.getHeaders()
                    .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
            events.add(switch (codec.read(
                    metadata.getTopic(), (String) metadata.getKey(), headers, message.getPayload())) {
                case Received.Accepted accepted -> accepted.event();
                case Received.Refused(String why) -> throw new AssertionError(why + " " + headers);
            });
        }
        return events;
    }

    public List<Message<byte[]>> deadLetters() {
        return List.copyOf(kafka.<byte[]>sink("dead-letters").received());
    }

    /// Those of one type and project.
    public <E extends Event> List<E> sent(Class<E> type, String project) {
        return sent().stream()
                .filter(event -> type.isInstance(event) && event.project().normalized().equals(project))
                .map(type::cast)
                .toList();
    }

    /// The first one of this type and project.
    public <E extends Event> E await(Class<E> type, String project) {
        return eventually(() -> sent(type, project).stream().findFirst());
    }

    public UploadStaged awaitStaged(String filename) {
        return eventually(() -> sent().stream()
                .filter(event -> event instanceof UploadStaged staged && staged.file().filename().equals(filename))
                .map(UploadStaged.class::cast)
                .reduce((_, last) -> last));
    }

    /// The last event of this kind that is as asked for.
    public <E extends Event> E await(Class<E> type, Predicate<E> which) {
        return eventually(() -> sent().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(which)
                .reduce((_, last) -> last));
    }

    public void hold(StagedFile file) {
        deliver(
                "provenance-events",
                new FileHeld(
                        file.uploadId(),
                        file.project(),
                        file.version(),
                        file.filename(),
                        "provenance-lost",
                        "attestations, as the release before has them",
                        "none",
                        Instant.now()));
    }

    public void refuse(StagedFile file, String code) {
        deliver(
                "provenance-events",
                new FileRejected(
                        file.uploadId(), file.project(), file.version(), file.filename(), code, "this", "that", Instant.now()));
    }

    public void publish(StagedFile file) {
        deliver(
                "provenance-events",
                new FilePublished(
                        file.uploadId(), file.project(), file.version(), file.filename(), file.sha256(), false, Instant.now()));
    }

    public void reject(StagedFile file) {
        deliver(
                "verdicts",
                new VerdictReached(
                        file,
                        new Verdict.Rejected(RejectionCode.SUBJECT_DIGEST_MISMATCH, "this", "that"),
                        "a fake verifier",
                        "1"));
    }

    public void deliver(String channel, Event event) {
        EventRecord message = codec.write(UUID.randomUUID(), "test", Instant.now(), event);
        deliver(channel, message.topic(), message.key(), message.headers(), message.json());
    }

    public void deliver(String channel, String topic, String key, Map<String, String> headers, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        ConsumerRecord<String, byte[]> delivered = new ConsumerRecord<>(topic, 0, 0, key, bytes);
        headers.forEach((name, text) -> delivered.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        kafka.source(channel)
                .runOnVertxContext(true)
                .send(Message.of(bytes, Metadata.of(new IncomingKafkaRecordMetadata<>(delivered, channel))));
    }

    /// Looks again until it is there.
    public static <T> T eventually(Supplier<Optional<T>> look) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        throw new AssertionError("it did not come about within " + PATIENCE);
    }
}
