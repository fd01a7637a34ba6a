package dev.hallmark.provenance.catalogue;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.ProjectStatus;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "project")
class ProjectRow extends PanacheEntityBase {

    @Id
    String name;

    String spelling;

    boolean listed;

    long serial;

    @Column(name = "created_at")
    @Nullable Instant createdAt;

    @Column(name = "created_by")
    @Nullable String createdBy;

    String status;

    @Column(name = "status_reason")
    @Nullable String statusReason;

    /// For Hibernate, which sets every column right after.
    @SuppressWarnings("NullAway.Init")
    protected ProjectRow() {}

    Project toProject() {
        return new Project(
                ProjectName.parse(name).orThrow(),
                spelling,
                serial,
                ProjectStatus.ofMarker(status).orElseThrow(),
                statusReason);
    }
}
