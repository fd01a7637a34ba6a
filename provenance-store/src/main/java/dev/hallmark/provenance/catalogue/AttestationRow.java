package dev.hallmark.provenance.catalogue;

import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.RejectionCode;
import dev.hallmark.contract.event.VerifiedAttestation;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "attestation")
@IdClass(AttestationRow.Key.class)
class AttestationRow extends PanacheEntityBase {

    record Key(UUID uploadId, short position) implements Serializable {}

    @Id
    @Column(name = "upload_id")
    UUID uploadId;

    @Id
    short position;

    @Column(name = "predicate_type")
    String predicateType;

    String json;

    String facts;

    String identity;

    @Column(name = "submission_id")
    @Nullable UUID submissionId;

    @Nullable String submitter;

    @Column(name = "added_at")
    @Nullable Instant addedAt;

    boolean holds;

    @Column(name = "fallen_code")
    @Nullable String fallenCode;

    String verifier;

    String policy;

    @Column(name = "trust_root")
    String trustRoot;

    @Nullable String workflow;

    @Nullable String commit;

    @Nullable String repository;

    String signer;

    @Column(name = "signed_at")
    Instant signedAt;

    /// For Hibernate, which sets every column right after.
    @SuppressWarnings("NullAway.Init")
    protected AttestationRow() {}

    /// @param verifier name and version of the program that decided
    /// @param policy version of the verification policy it decided by
    static AttestationRow of(
            UUID uploadId,
            int position,
            VerifiedAttestation attestation,
            Publisher identity,
            String verifier,
            String policy) {
        AttestationRow row = new AttestationRow();
        row.uploadId = uploadId;
        row.position = (short) position;
        row.predicateType = attestation.predicateType();
        row.json = attestation.json();
        row.facts = Recorded.write(RecordedAttestation.Facts.of(attestation));
        row.identity = Recorded.write(identity);
        row.holds = true;
        row.verifier = verifier;
        row.policy = policy;
        row.trustRoot = attestation.trustRoot().sha256().hex();
        row.workflow = withoutRef(attestation.certificate().buildConfigUri());
        row.commit = attestation.certificate().sourceRepositoryDigest();
        row.repository = attestation.certificate().sourceRepositoryUri();
        row.signer = attestation.certificate().subjectAlternativeName();
        row.signedAt = attestation.signedAt();
        return row;
    }

    private static @Nullable String withoutRef(@Nullable String buildConfigUri) {
        if (buildConfigUri == null) {
            return null;
        }
        int at = buildConfigUri.lastIndexOf('@');
        return at < 0 ? buildConfigUri : buildConfigUri.substring(0, at);
    }

    AttestationRow addedBy(UUID submission, String name, Instant at) {
        submissionId = submission;
        submitter = name;
        addedAt = at;
        return this;
    }

    RecordedAttestation toAttestation() {
        return new RecordedAttestation(
                json,
                Recorded.read(facts, RecordedAttestation.Facts.class),
                Recorded.read(identity, Publisher.class),
                submissionId == null || submitter == null || addedAt == null
                        ? null
                        : new RecordedAttestation.Late(submissionId, submitter, addedAt),
                holds,
                fallenCode == null ? null : RejectionCode.ofCode(fallenCode),
                verifier,
                policy);
    }
}
