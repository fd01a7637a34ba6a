package dev.hallmark.provenance.history;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "history_entry")
class HistoryRow extends PanacheEntityBase {

    @Id
    long id;

    String project;

    Instant at;

    /// The JSON of a [HistoryEntry].
    String entry;

    /// For Hibernate, which sets every column right after.
    @SuppressWarnings("NullAway.Init")
    protected HistoryRow() {}
}
