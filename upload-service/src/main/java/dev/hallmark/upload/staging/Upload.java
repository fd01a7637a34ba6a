package dev.hallmark.upload.staging;

import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.Version;
import dev.hallmark.contract.event.EventCodec;
import dev.hallmark.contract.event.StagedFile;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One accepted upload: staged, perhaps held, then published or rejected; a published one may be deleted.
@Entity
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class Upload extends PanacheEntityBase {

    public enum State {
        STAGED,
        /// Verified, and waiting for somebody's decision.
        HELD,
        PUBLISHED,
        REJECTED,
        DELETED;

        /// Whether it is as it is for the uploader: nothing more happens by itself.
        public boolean isSettled() {
            return this != STAGED;
        }
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

    /// JSON of the [StagedFile], as the event carried it; null for files from before it was kept.
    @Nullable String stagedFile;

    /// Whose API token it came with.
    @Nullable UUID personId;

    @Nullable String holdCode;

    @Nullable String holdExpected;

    @Nullable String holdActual;

    @Nullable Instant heldAt;

    @Enumerated(EnumType.STRING)
    @Nullable HoldDecision holdDecision;

    @Nullable String holdDecidedBy;

    Instant uploadedAt;

    @Nullable Instant decidedAt;

    protected Upload() {}

    /// What was said against it.
    ///
    /// @param code stable, such as `signature-invalid`
    public record Rejection(String code, String expected, String actual) {}

    /// Why it waits for somebody.
    ///
    /// @param code stable, such as `provenance-changed`
    public record Hold(
            String code,
            String expected,
            String actual,
            Instant since,
            Optional<HoldDecision> decision,
            Optional<String> decidedBy) {}

    public enum HoldDecision {
        APPROVED,
        REFUSED
    }

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
                : Optional.of(new Rejection(rejectionCode, rejectionExpected, rejectionActual));
    }

    /// Also after it was decided.
    public Optional<Hold> hold() {
        return holdCode == null || holdExpected == null || holdActual == null || heldAt == null
                ? Optional.empty()
                : Optional.of(new Hold(
                        holdCode,
                        holdExpected,
                        holdActual,
                        heldAt,
                        Optional.ofNullable(holdDecision),
                        Optional.ofNullable(holdDecidedBy)));
    }

    /// In a transaction that holds the lock of the row.
    public void reject(Rejection why, Instant at) {
        state = State.REJECTED;
        rejectionCode = why.code();
        rejectionExpected = why.expected();
        rejectionActual = why.actual();
        decidedAt = at;
    }

    /// In a transaction that holds the lock of the row.
    public void hold(String code, String expected, String actual, Instant since) {
        state = State.HELD;
        holdCode = code;
        holdExpected = expected;
        holdActual = actual;
        heldAt = since;
    }

    /// In a transaction that holds the lock of the row.
    public void decideHold(HoldDecision decision, String by) {
        holdDecision = decision;
        holdDecidedBy = by;
    }

    /// In a transaction that holds the lock of the row.
    public void markDeleted() {
        state = State.DELETED;
    }

    /// Canonical.
    public Version version() {
        return Version.parse(version).orThrow();
    }

    public Optional<UUID> person() {
        return Optional.ofNullable(personId);
    }

    /// The file as its event told of it; empty for files from before it was kept.
    public Optional<StagedFile> stagedFile(EventCodec codec) {
        return Optional.ofNullable(stagedFile).map(json -> codec.value(StagedFile.class, json).orThrow());
    }

    /// Where its bytes, and its metadata's, are in the blob store.
    public List<Sha256> digests() {
        List<Sha256> digests = new ArrayList<>();
        digests.add(sha256());
        if (coreMetadataSha256 != null) {
            digests.add(Sha256.parse(coreMetadataSha256).orThrow());
        }
        return List.copyOf(digests);
    }

    public Instant uploadedAt() {
        return uploadedAt;
    }

    public Optional<Instant> decidedAt() {
        return Optional.ofNullable(decidedAt);
    }
}
