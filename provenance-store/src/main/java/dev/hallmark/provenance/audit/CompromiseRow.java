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
@Table(name = "compromise")
class CompromiseRow extends PanacheEntityBase {

    @Id
    UUID id;

    String criteria;

    String reason;

    @Column(name = "declared_by")
    String declaredBy;

    @Column(name = "declared_at")
    Instant declaredAt;

    @Column(name = "lifted_by")
    @Nullable String liftedBy;

    @Column(name = "lifted_at")
    @Nullable Instant liftedAt;

    /// For Hibernate, which sets every column right after.
    @SuppressWarnings("NullAway.Init")
    protected CompromiseRow() {}

    static CompromiseRow of(Compromises.Compromise compromise) {
        CompromiseRow row = new CompromiseRow();
        row.id = compromise.id();
        row.criteria = Recorded.write(compromise.criteria());
        row.reason = compromise.reason();
        row.declaredBy = compromise.declaredBy();
        row.declaredAt = compromise.declaredAt();
        return row;
    }

    Compromises.Compromise toCompromise() {
        return new Compromises.Compromise(
                id, Recorded.read(criteria, Criteria.class), reason, declaredBy, declaredAt, liftedBy, liftedAt);
    }
}
