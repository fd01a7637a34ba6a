package dev.hallmark.provenance.announcements;

import dev.hallmark.contract.event.FilePublished;
import dev.hallmark.provenance.catalogue.Recorded;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/// What is still to be told. Every method runs in its caller's transaction.
@Singleton
public final class Announcements {

    /// Tells of a published file, once more where it was told before; once only while it waits to be sent.
    public Uni<Void> add(FilePublished published) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "insert into announcement (event_id, at, event) values (?1, ?2, ?3) on conflict do nothing")
                        .setParameter(1, eventId(published.uploadId()))
                        .setParameter(2, published.publishedAt())
                        .setParameter(3, Recorded.write(published))
                        .executeUpdate())
                .replaceWithVoid();
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

    /// The same upload's announcement has the same id each time, so that consumers recognise it.
    static UUID eventId(UUID uploadId) {
        return UUID.nameUUIDFromBytes(("file-published/" + uploadId).getBytes(StandardCharsets.US_ASCII));
    }
}
