package dev.hallmark.provenance.catalogue;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.Version;
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

    static HeldFileRow of(HeldFiles.Held held) {
        HeldFileRow row = new HeldFileRow();
        row.uploadId = held.uploadId();
        row.project = held.project().normalized();
        row.release = held.version().canonical();
        row.version = held.version().toString();
        row.filename = held.filename();
        row.sha256 = held.sha256().hex();
        row.code = held.code();
        row.expected = held.expected();
        row.actual = held.actual();
        row.heldAt = held.heldAt();
        row.number = held.verdict();
        return row;
    }

    HeldFiles.Held toHeld() {
        return new HeldFiles.Held(
                uploadId,
                ProjectName.parse(project).orThrow(),
                Version.parse(version).orThrow(),
                filename,
                Sha256.parse(sha256).orThrow(),
                code,
                expected,
                actual,
                heldAt,
                number);
    }
}
