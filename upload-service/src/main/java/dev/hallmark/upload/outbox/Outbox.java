package dev.hallmark.upload.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.contract.event.Event;
import dev.hallmark.contract.event.EventCodec;
import dev.hallmark.contract.event.EventRecord;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where events are written, in the transaction of what they tell of.
@ApplicationScoped
public class Outbox {

    private static final String SOURCE = "upload-service";

    private final EventCodec codec;
    private final ObjectMapper json;
    private final OutboxRelay relay;

    @Inject
    Outbox(EventCodec codec, ObjectMapper json, OutboxRelay relay) {
        this.codec = codec;
        this.json = json;
        this.relay = relay;
    }

    /// To be sent once; gone when Kafka has acknowledged it.
    public Uni<Void> add(Event event, Instant now) {
        return insert(event, null, now);
    }

    /// To be sent again and again until [#settle] says that the upload, or the submission, came to its end.
    public Uni<Void> addUntilSettled(Event event, UUID subjectId, Instant now) {
        return insert(event, subjectId, now);
    }

    /// The outcome is known: nothing more to tell. In the transaction that records it.
    public Uni<Void> settle(UUID subjectId) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery("delete from outbox where subject_id = :subject")
                        .setParameter("subject", subjectId)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /// After a commit: what was added goes out now and not with the next tick.
    public void wakeRelay() {
        relay.wake();
    }

    /// Whether a record can carry the event, and another one its verdict.
    public boolean canCarry(Event event) {
        return codec.fits(event);
    }

    private Uni<Void> insert(Event event, @Nullable UUID subjectId, Instant now) {
        EventRecord message = codec.write(UUID.randomUUID(), SOURCE, now, event);
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery("""
                                insert into outbox (id, subject_id, topic, key, headers, value, created_at)
                                values (:id, cast(:subject as uuid), :topic, :key, :headers, :value, :createdAt)
                                """)
                        .setParameter("id", UUID.fromString(message.headers().get("ce_id")))
                        .setParameter("subject", subjectId)
                        .setParameter("topic", message.topic())
                        .setParameter("key", message.key())
                        .setParameter("headers", headersOf(message))
                        .setParameter("value", message.json())
                        .setParameter("createdAt", now)
                        .executeUpdate())
                .replaceWithVoid();
    }

    private String headersOf(EventRecord message) {
        try {
            return json.writeValueAsString(message.headers());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts can always be written", e);
        }
    }
}
