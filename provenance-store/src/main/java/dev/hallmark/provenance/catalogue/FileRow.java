package dev.hallmark.provenance.catalogue;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.Version;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.Uploader;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.contract.event.VerdictReached;
import dev.hallmark.contract.event.VerifiedAttestation;
import dev.hallmark.provenance.states.FileProvenance;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "file")
class FileRow extends PanacheEntityBase {

    @Id
    @Column(name = "upload_id")
    UUID uploadId;

    String project;

    /// The canonical version.
    String release;

    String version;

    String filename;

    String sha256;

    long size;

    @Column(name = "core_metadata_sha256")
    @Nullable String coreMetadataSha256;

    @Column(name = "requires_python")
    @Nullable String requiresPython;

    @Column(name = "release_sequence")
    long releaseSequence;

    boolean attested;

    /// The JSON of the uploading publisher; null for an API token.
    @Nullable String publisher;

    /// Whether it has a publish attestation of its publisher that holds.
    boolean publish;

    /// Whether it has build provenance of its publisher that holds.
    boolean build;

    @Column(name = "uploaded_at")
    Instant uploadedAt;

    @Column(name = "published_at")
    Instant publishedAt;

    String staged;

    String state;

    String verifier;

    String policy;

    /// For Hibernate, which sets every column right after.
    @SuppressWarnings("NullAway.Init")
    protected FileRow() {}

    static FileRow of(VerdictReached reached, Instant now) {
        StagedFile file = reached.file();
        FileRow row = new FileRow();
        row.uploadId = file.uploadId();
        row.project = file.project().normalized();
        row.release = file.version().canonical();
        row.version = file.version().toString();
        row.filename = file.filename();
        row.sha256 = file.sha256().hex();
        row.size = file.size();
        row.coreMetadataSha256 =
                file.coreMetadataSha256() == null ? null : file.coreMetadataSha256().hex();
        row.requiresPython = file.metadata().requiresPython();
        row.releaseSequence = file.releaseSequence();
        row.attested = reached.verdict() instanceof Verdict.Verified;
        row.publisher = publisherOf(file);
        row.publish = has(reached.verdict(), VerifiedAttestation.PUBLISH_V1);
        row.build = has(reached.verdict(), VerifiedAttestation.SLSA_PROVENANCE_V1);
        row.uploadedAt = file.uploadedAt();
        row.publishedAt = now;
        row.state = FileState.PUBLISHED.column();
        row.staged = Recorded.write(file);
        row.verifier = reached.verifier();
        row.policy = reached.policy();
        return row;
    }

    private static @Nullable String publisherOf(StagedFile file) {
        return switch (file.uploader()) {
            case Uploader.TrustedPublisher trusted -> Recorded.write(trusted.publisher());
            case Uploader.ApiToken _ -> null;
        };
    }

    private static boolean has(Verdict verdict, String predicateType) {
        return verdict instanceof Verdict.Verified verified
                && verified.attestations().stream().anyMatch(one -> one.predicateType().equals(predicateType));
    }

    StoredFile toStored() {
        return new StoredFile(
                uploadId,
                ProjectName.parse(project).orThrow(),
                filename,
                Sha256.parse(sha256).orThrow(),
                size,
                FileState.ofColumn(state),
                coreMetadataSha256 == null ? null : Sha256.parse(coreMetadataSha256).orThrow());
    }

    FileProvenance toProvenance() {
        return new FileProvenance(
                Version.parse(version).orThrow(),
                uploadedAt,
                publisher == null ? null : Recorded.read(publisher, Publisher.class),
                publish,
                build);
    }

    PublishedFile toPublished(List<RecordedAttestation> attestations) {
        return new PublishedFile(
                Recorded.read(staged, StagedFile.class),
                FileState.ofColumn(state),
                attestations.stream().filter(RecordedAttestation::holds).toList(),
                attestations.stream().filter(attestation -> !attestation.holds()).toList(),
                publishedAt,
                verifier,
                policy);
    }
}
