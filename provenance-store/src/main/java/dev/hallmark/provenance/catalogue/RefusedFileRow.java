package dev.hallmark.provenance.catalogue;

import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.VerdictReached;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "refused_file")
class RefusedFileRow extends PanacheEntityBase {

    @Id
    @Column(name = "upload_id")
    UUID uploadId;

    String project;

    /// The canonical version.
    String release;

    String filename;

    @Column(name = "release_sequence")
    long releaseSequence;

    String code;

    String expected;

    String actual;

    @Column(name = "refused_at")
    Instant refusedAt;

    String staged;

    String verifier;

    String policy;

    /// For Hibernate, which sets every column right after.
    @SuppressWarnings("NullAway.Init")
    protected RefusedFileRow() {}

    static RefusedFileRow of(VerdictReached reached, Refusal refusal, Instant now) {
        StagedFile file = reached.file();
        RefusedFileRow row = new RefusedFileRow();
        row.uploadId = file.uploadId();
        row.project = file.project().normalized();
        row.release = file.version().canonical();
        row.filename = file.filename();
        row.releaseSequence = file.releaseSequence();
        row.code = refusal.code();
        row.expected = refusal.expected();
        row.actual = refusal.actual();
        row.refusedAt = now;
        row.staged = Recorded.write(file);
        row.verifier = reached.verifier();
        row.policy = reached.policy();
        return row;
    }
}
