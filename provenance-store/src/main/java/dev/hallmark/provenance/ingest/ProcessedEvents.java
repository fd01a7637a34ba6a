package dev.hallmark.provenance.ingest;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/// The ids of the events whose effects are durable, recorded in the transaction that made them so.
@Singleton
final class ProcessedEvents {

    /// @return whether this is the event's first time. Two deliveries at once: the second waits for the first's commit.
    Uni<Boolean> add(UUID eventId, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "insert into processed_event (id, at) values (?1, ?2) on conflict do nothing")
                        .setParameter(1, eventId)
                        .setParameter(2, now)
                        .executeUpdate())
                .map(inserted -> inserted == 1);
    }
}
