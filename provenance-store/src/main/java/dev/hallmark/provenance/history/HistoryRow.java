package dev.hallmark.provenance.history;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "history_entry")
class HistoryRow extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    String project;

    Instant at;

    /// The JSON of a [HistoryEntry].
    String entry;

    /// For Hibernate, which sets every column right after.
    @SuppressWarnings("NullAway.Init")
    protected HistoryRow() {}

    static HistoryRow of(String project, Instant at, String entry) {
        HistoryRow row = new HistoryRow();
        row.project = project;
        row.at = at;
        row.entry = entry;
        return row;
    }
}
