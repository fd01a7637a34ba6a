package dev.hallmark.provenance.audit;

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
@Table(name = "review")
class ReviewRow extends PanacheEntityBase {

    @Id
    UUID id;

    String criteria;

    String reason;

    @Column(name = "requested_by")
    String requestedBy;

    @Column(name = "requested_at")
    Instant requestedAt;

    /// For Hibernate, which sets every column right after.
    @SuppressWarnings("NullAway.Init")
    protected ReviewRow() {}

    static ReviewRow of(UUID id, Criteria criteria, String reason, String by, Instant now) {
        ReviewRow row = new ReviewRow();
        row.id = id;
        row.criteria = Recorded.write(criteria);
        row.reason = reason;
        row.requestedBy = by;
        row.requestedAt = now;
        return row;
    }

    Reviews.Review toReview(Map<String, Long> items) {
        return new Reviews.Review(
                id, Recorded.read(criteria, Criteria.class), reason, requestedBy, requestedAt, items);
    }
}
