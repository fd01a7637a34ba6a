package dev.hallmark.provenance.announcements;

import dev.hallmark.contract.event.Event;
import dev.hallmark.contract.event.EventCodec;
import dev.hallmark.contract.event.EventRecord;
import dev.hallmark.contract.event.Topic;
import dev.hallmark.provenance.Sql;
import dev.hallmark.provenance.catalogue.Recorded;
import dev.hallmark.provenance.journal.Moment;
import dev.hallmark.provenance.webhooks.Webhooks;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// What is still to be told. Every method runs in its caller's transaction.
@Singleton
public final class Announcements {

    /// The service that tells, as CloudEvents' `source` has it.
    public static final String SOURCE = "provenance-store";

    private final Webhooks webhooks;
    private final EventCodec codec = new EventCodec();

    Announcements(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /// Tells of something that has just become true.
    public Uni<Void> add(Moment moment, Announcement announcement) {
        return moment.isReplayed() ? Uni.createFrom().voidItem() : repeat(announcement);
    }

    /// Tells once more of what was told before; once only while it waits to be sent.
    public Uni<Void> repeat(Announcement announcement) {
        return add(
                announcement.id(),
                announcement.at(),
                codec.write(announcement.id(), SOURCE, announcement.at(), announcement.event()));
    }

    /// Tells of what was told to the store, under its id, if its kind is for everybody.
    public Uni<Void> pass(Moment moment, UUID id, Event event) {
        return moment.isReplayed() || !event.type().topics().contains(Topic.PROVENANCE_EVENTS)
                ? Uni.createFrom().voidItem()
                : add(id, moment.at(), codec.write(id, SOURCE, moment.at(), event, Topic.PROVENANCE_EVENTS));
    }

    private Uni<Void> add(UUID id, Instant at, EventRecord record) {
        return Sql.execute(
                        """
                                insert into announcement (event_id, at, topic, key, headers, event)
                                values (?1, ?2, ?3, ?4, ?5, ?6) on conflict do nothing""",
                        id,
                        at,
                        record.topic(),
                        record.key(),
                        Recorded.write(record.headers()),
                        record.json())
                .chain(_ -> record.topic().equals(Topic.PROVENANCE_EVENTS.topicName())
                        ? webhooks.queue(id, record)
                        : Uni.createFrom().voidItem());
    }

    /// The oldest announcements that no other replica is sending right now; nobody else gets them before the
    /// transaction ends.
    Uni<List<AnnouncementRow>> claim(int limit) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select * from announcement order by number limit ?1 for update skip locked",
                                AnnouncementRow.class)
                        .setParameter(1, limit)
                        .getResultList());
    }

    Uni<Void> remove(List<AnnouncementRow> sent) {
        return AnnouncementRow.delete("eventId in ?1", sent.stream().map(row -> row.eventId).toList())
                .replaceWithVoid();
    }
}
