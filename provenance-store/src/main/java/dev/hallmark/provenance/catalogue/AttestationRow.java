package dev.hallmark.provenance.catalogue;

import dev.hallmark.contract.event.VerifiedAttestation;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;

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

    /// For Hibernate, which sets every column right after.
    @SuppressWarnings("NullAway.Init")
    protected AttestationRow() {}

    static AttestationRow of(UUID uploadId, int position, VerifiedAttestation attestation) {
        AttestationRow row = new AttestationRow();
        row.uploadId = uploadId;
        row.position = (short) position;
        row.predicateType = attestation.predicateType();
        row.json = attestation.json();
        row.facts = Recorded.write(RecordedAttestation.Facts.of(attestation));
        return row;
    }

    RecordedAttestation toAttestation() {
        return new RecordedAttestation(json, Recorded.read(facts, RecordedAttestation.Facts.class));
    }
}
