package dev.hallmark.provenance.journal;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.event.EventCodec;
import dev.hallmark.contract.event.EventRecord;
import dev.hallmark.contract.event.Received;
import dev.hallmark.provenance.Sql;
import dev.hallmark.provenance.catalogue.Recorded;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Remembers events. Every method runs in its caller's transaction, those that add with the event's project locked.
@Singleton
public final class Journal {

    /// An event and when it was taken.
    public record Entry(Moment moment, Received.Accepted event) {}

    private final EventCodec codec = new EventCodec();

    /// @param record the event as it came, with members that this version doesn't know
    /// @return empty if the event has been taken before
    public Uni<Optional<Moment>> add(UUID id, EventRecord record, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                """
                                insert into journal (id, at, topic, key, headers, event) values (?1, ?2, ?3, ?4, ?5, ?6)
                                on conflict do nothing returning number""",
                                Long.class)
                        .setParameter(1, id)
                        .setParameter(2, now)
                        .setParameter(3, record.topic())
                        .setParameter(4, record.key())
                        .setParameter(5, Recorded.write(record.headers()))
                        .setParameter(6, record.json())
                        .getSingleResultOrNull())
                .map(number -> Optional.ofNullable(number).map(given -> new Moment(given, now, false)));
    }

    /// The event of this number.
    public Uni<Entry> find(long number) {
        return entries("number = ?1", number).map(List::getFirst);
    }

    /// A project's next events after the one of this number, in order.
    public Uni<List<Entry>> after(ProjectName project, long number, int limit) {
        return entries(
                "key = ?1 and number > " + number + " order by number limit " + limit, project.normalized());
    }

    /// Whether every event is here whose effect is: not so in a database from before there was a journal.
    public Uni<Boolean> isComplete() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select not exists (select from journal where event is null)", Boolean.class)
                        .getSingleResult());
    }

    /// Has the event wait for the verdict on its upload.
    public Uni<Void> park(UUID uploadId, Moment moment) {
        return Sql.execute(
                        "insert into waiting_event (upload_id, number) values (?1, ?2)",
                        uploadId,
                        moment.number())
                .replaceWithVoid();
    }

    /// What waited for the verdict on this upload, in order; it waits no longer.
    public Uni<List<Entry>> unpark(UUID uploadId) {
        return entries("number in (select number from waiting_event where upload_id = ?1) order by number", uploadId)
                .call(waiting -> waiting.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : Sql.execute("delete from waiting_event where upload_id = ?1", uploadId));
    }

    private Uni<List<Entry>> entries(String condition, Object parameter) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select number, at, topic, key, headers, event from journal where " + condition, Object[].class)
                        .setParameter(1, parameter)
                        .getResultList())
                .map(rows -> rows.stream().map(this::toEntry).toList());
    }

    /// @throws IllegalStateException if the row was altered: it was written from a record that could be read
    private Entry toEntry(Object[] row) {
        @SuppressWarnings("unchecked")
        Map<String, String> headers = Recorded.read((String) row[4], Map.class);
        byte[] value = ((String) row[5]).getBytes(StandardCharsets.UTF_8);
        return switch (codec.read((String) row[2], (String) row[3], headers, value)) {
            case Received.Accepted accepted -> new Entry(new Moment((Long) row[0], ((OffsetDateTime) row[1]).toInstant(), false), accepted);
            case Received.Refused refused ->
                throw new IllegalStateException("journal entry " + row[0] + " can't be read: " + refused.why());
        };
    }
}
