package dev.hallmark.provenance.announcements;

import dev.hallmark.contract.event.EventRecord;
import dev.hallmark.provenance.catalogue.Recorded;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

@Entity
@Table(name = "announcement")
class AnnouncementRow extends PanacheEntityBase {

    @Id
    @Column(name = "event_id")
    UUID eventId;

    @Column(insertable = false, updatable = false)
    long number;

    Instant at;

    String topic;

    String key;

    String headers;

    String event;

    /// For Hibernate, which sets every column right after.
    @SuppressWarnings("NullAway.Init")
    protected AnnouncementRow() {}

    @SuppressWarnings("unchecked")
    EventRecord toRecord() {
        return new EventRecord(topic, key, Recorded.read(headers, Map.class), event);
    }
}
