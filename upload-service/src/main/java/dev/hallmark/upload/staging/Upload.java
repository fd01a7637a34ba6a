package dev.hallmark.upload.staging;

import dev.hallmark.contract.RejectionCode;
import dev.hallmark.contract.Sha256;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import dev.hallmark.upload.projects.Project;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One accepted upload: staged, until it is published or rejected, which it then stays.
@Entity
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class Upload extends PanacheEntityBase {

    public enum State {
        STAGED,
        PUBLISHED,
        REJECTED
    }

    @Id
    UUID id;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "project_id")
    Project project;

    /// Canonical.
    String version;

    long sequence;

    String filename;

    String sha256;

    @Nullable String coreMetadataSha256;

    @Nullable String attestationsSha256;

    @Enumerated(EnumType.STRING)
    State state;

    @Nullable String rejectionCode;

    @Nullable String rejectionExpected;

    @Nullable String rejectionActual;

    Instant uploadedAt;

    @Nullable Instant decidedAt;

    protected Upload() {}

    /// What the verifier said against it.
    public record Rejection(RejectionCode code, String expected, String actual) {}

    public UUID id() {
        return id;
    }

    public Project project() {
        return project;
    }

    public String filename() {
        return filename;
    }

    public Sha256 sha256() {
        return Sha256.parse(sha256).orThrow();
    }

    public State state() {
        return state;
    }

    public Optional<Rejection> rejection() {
        return rejectionCode == null || rejectionExpected == null || rejectionActual == null
                ? Optional.empty()
                : Optional.of(new Rejection(RejectionCode.ofCode(rejectionCode), rejectionExpected, rejectionActual));
    }

    public Instant uploadedAt() {
        return uploadedAt;
    }

    public Optional<Instant> decidedAt() {
        return Optional.ofNullable(decidedAt);
    }
}
