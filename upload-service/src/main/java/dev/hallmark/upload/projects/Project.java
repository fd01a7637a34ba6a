package dev.hallmark.upload.projects;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.ProjectStatus;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A project that files can be uploaded to.
@Entity
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class Project extends PanacheEntityBase {

    @Id
    UUID id;

    /// Normalised.
    String name;

    /// As its owners write it.
    String spelling;

    /// Marker of the [ProjectStatus].
    String status;

    @Nullable String statusReason;

    Instant createdAt;

    String createdBy;

    protected Project() {}

    static Project of(ProjectName name, String spelling, Instant createdAt, String createdBy) {
        Project project = new Project();
        project.id = UUID.randomUUID();
        project.name = name.normalized();
        project.spelling = spelling;
        project.status = ProjectStatus.ACTIVE.marker();
        project.createdAt = createdAt;
        project.createdBy = createdBy;
        return project;
    }

    public UUID id() {
        return id;
    }

    public ProjectName name() {
        return ProjectName.parse(name).orThrow();
    }

    public String spelling() {
        return spelling;
    }

    public ProjectStatus status() {
        return ProjectStatus.ofMarker(status).orElseThrow();
    }

    public Optional<String> statusReason() {
        return Optional.ofNullable(statusReason);
    }

    /// In a transaction that holds the lock of the row.
    public void changeStatus(ProjectStatus to, @Nullable String reason) {
        status = to.marker();
        statusReason = reason;
    }
}
