package dev.hallmark.provenance.audit;

import dev.hallmark.provenance.catalogue.Recorded;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "quarantine")
class QuarantineRow extends PanacheEntityBase {

    @Id
    UUID id;

    @Nullable String criteria;

    String reason;

    @Column(name = "ordered_by")
    String orderedBy;

    @Column(name = "ordered_at")
    Instant orderedAt;

    @Column(name = "lifted_by")
    @Nullable String liftedBy;

    @Column(name = "lifted_at")
    @Nullable Instant liftedAt;

    /// For Hibernate, which sets every column right after.
    @SuppressWarnings("NullAway.Init")
    protected QuarantineRow() {}

    static QuarantineRow of(UUID id, @Nullable Criteria criteria, String reason, String by, Instant now) {
        QuarantineRow row = new QuarantineRow();
        row.id = id;
        row.criteria = criteria == null ? null : Recorded.write(criteria);
        row.reason = reason;
        row.orderedBy = by;
        row.orderedAt = now;
        return row;
    }

    Quarantines.Quarantine toQuarantine(long files, long done) {
        return new Quarantines.Quarantine(
                id,
                criteria == null ? null : Recorded.read(criteria, Criteria.class),
                reason,
                orderedBy,
                orderedAt,
                liftedBy,
                liftedAt,
                files,
                done);
    }
}
