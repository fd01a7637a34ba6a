package dev.hallmark.upload.submissions;

import dev.hallmark.upload.staging.Upload;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Further attestations of one file, of one attester, as they were sent together.
@Entity
@Table(name = "attestation_submission")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class Submission extends PanacheEntityBase {

    enum State {
        SUBMITTED,
        /// They passed verification; the index is to show them.
        VERIFIED,
        /// The index shows them.
        ADDED,
        REJECTED
    }

    @Id
    UUID id;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "upload_id")
    Upload upload;

    /// Name in the project's policy.
    String attester;

    /// JSON of the attester, with its identity by value.
    String identity;

    String attestationsSha256;

    @Enumerated(EnumType.STRING)
    State state;

    @Nullable String rejectionCode;

    @Nullable String rejectionExpected;

    @Nullable String rejectionActual;

    Instant submittedAt;

    String submittedBy;

    @Nullable Instant decidedAt;

    protected Submission() {}

    Optional<Upload.Rejection> rejection() {
        return rejectionCode == null || rejectionExpected == null || rejectionActual == null
                ? Optional.empty()
                : Optional.of(new Upload.Rejection(rejectionCode, rejectionExpected, rejectionActual));
    }
}
