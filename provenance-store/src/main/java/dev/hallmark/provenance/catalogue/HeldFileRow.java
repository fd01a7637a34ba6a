package dev.hallmark.provenance.catalogue;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.Version;
import dev.hallmark.contract.event.StagedFile;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "held_file")
class HeldFileRow extends PanacheEntityBase {

    @Id
    @Column(name = "upload_id")
    UUID uploadId;

    String project;

    /// The canonical version.
    String release;

    String version;

    String filename;

    String sha256;

    String code;

    String expected;

    String actual;

    @Column(name = "held_at")
    Instant heldAt;

    long number;

    /// For Hibernate, which sets every column right after.
    @SuppressWarnings("NullAway.Init")
    protected HeldFileRow() {}

    static HeldFileRow of(StagedFile file, Refusal why, long verdict, Instant now) {
        HeldFileRow row = new HeldFileRow();
        row.uploadId = file.uploadId();
        row.project = file.project().normalized();
        row.release = file.version().canonical();
        row.version = file.version().toString();
        row.filename = file.filename();
        row.sha256 = file.sha256().hex();
        row.code = why.code();
        row.expected = why.expected();
        row.actual = why.actual();
        row.heldAt = now;
        row.number = verdict;
        return row;
    }

    HeldFiles.Held toHeld() {
        return new HeldFiles.Held(
                uploadId,
                ProjectName.parse(project).orThrow(),
                Version.parse(version).orThrow(),
                filename,
                Sha256.parse(sha256).orThrow(),
                new Refusal(code, expected, actual),
                heldAt,
                number);
    }
}
