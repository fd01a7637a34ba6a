package dev.hallmark.provenance.catalogue;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.ProjectStatus;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.RejectionCode;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.Version;
import dev.hallmark.contract.event.ReviewConcluded;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.SubmissionJudged;
import dev.hallmark.contract.event.Uploader;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.contract.event.VerdictReached;
import dev.hallmark.contract.event.VerifiedAttestation;
import dev.hallmark.provenance.states.FileProvenance;
import dev.hallmark.provenance.urls.ReleaseOrder;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;
import org.jspecify.annotations.Nullable;

/// The files of the index. Every method runs in its caller's session; those that record something, in its transaction
/// and with the project locked.
@Singleton
public final class Files {

    /// Whether an upload has been recorded, and as what.
    public enum Known {
        NOT_YET,
        PUBLISHED,
        HELD,
        REFUSED
    }

    public Uni<Known> knows(UUID uploadId) {
        return FileRow.count("uploadId", uploadId).chain(published -> published > 0
                ? Uni.createFrom().item(Known.PUBLISHED)
                : HeldFileRow.count("uploadId", uploadId).chain(held -> held > 0
                        ? Uni.createFrom().item(Known.HELD)
                        : RefusedFileRow.count("uploadId", uploadId)
                                .map(refused -> refused > 0 ? Known.REFUSED : Known.NOT_YET)));
    }

    /// From the commit on, the file can be seen.
    public Uni<Void> publish(VerdictReached reached, Instant now) {
        List<PanacheEntityBase> rows = new ArrayList<>();
        rows.add(FileRow.of(reached, now));
        List<VerifiedAttestation> attestations = attestationsOf(reached.verdict());
        for (int i = 0; i < attestations.size(); i++) {
            rows.add(AttestationRow.of(
                    reached.file().uploadId(),
                    i,
                    attestations.get(i),
                    publisherOf(reached.file()),
                    reached.verifier(),
                    reached.policy()));
        }
        return PanacheEntityBase.persist(rows).chain(_ -> Panache.flush());
    }

    /// Appends attestations to those of a file, but for such as it has already.
    public Uni<Void> add(UUID uploadId, SubmissionJudged judged, List<VerifiedAttestation> attestations, Instant now) {
        return AttestationRow.<AttestationRow>list("uploadId = ?1 order by position", uploadId)
                .chain(present -> {
                    Set<String> known = present.stream().map(row -> row.json).collect(Collectors.toSet());
                    int next = present.isEmpty() ? 0 : present.getLast().position + 1;
                    List<PanacheEntityBase> rows = new ArrayList<>();
                    for (VerifiedAttestation attestation : attestations) {
                        if (known.add(attestation.json())) {
                            rows.add(AttestationRow.of(
                                            uploadId,
                                            next + rows.size(),
                                            attestation,
                                            judged.submitter().identity(),
                                            judged.verifier(),
                                            judged.policy())
                                    .addedBy(judged.submissionId(), judged.submitter().name(), now));
                        }
                    }
                    return rows.isEmpty() ? Uni.createFrom().voidItem() : PanacheEntityBase.persist(rows);
                })
                .chain(_ -> recount(uploadId));
    }

    /// What a review found about a file's attestations by one identity.
    ///
    /// @param fallen why they no longer hold; null if they do
    /// @return whether that is news
    public Uni<Boolean> review(UUID uploadId, ReviewConcluded concluded, @Nullable RejectionCode fallen) {
        List<AttestationRow> news = new ArrayList<>();
        return AttestationRow.<AttestationRow>list(
                        "uploadId = ?1 and identity = ?2", uploadId, Recorded.write(concluded.identity()))
                .invoke(rows -> rows.forEach(row -> {
                    if (row.holds != (fallen == null)) {
                        news.add(row);
                    }
                    row.holds = fallen == null;
                    row.fallenCode = fallen == null ? null : fallen.code();
                    row.verifier = concluded.verifier();
                    row.policy = concluded.policy();
                    if (concluded.trustRoot() != null) {
                        row.trustRoot = concluded.trustRoot().sha256().hex();
                    }
                }))
                .chain(_ -> recount(uploadId))
                .map(_ -> !news.isEmpty());
    }

    /// Says anew what follows from the attestations that hold.
    private static Uni<Void> recount(UUID uploadId) {
        return Panache.flush()
                .chain(_ -> Panache.getSession())
                .chain(session -> session.createNativeQuery(
                                """
                                update file f set
                                    attested = exists (
                                        select from attestation a where a.upload_id = f.upload_id and a.holds),
                                    publish = exists (
                                        select from attestation a where a.upload_id = f.upload_id and a.holds
                                            and a.identity = f.publisher and a.predicate_type = ?2),
                                    build = exists (
                                        select from attestation a where a.upload_id = f.upload_id and a.holds
                                            and a.identity = f.publisher and a.predicate_type = ?3)
                                where f.upload_id = ?1""")
                        .setParameter(1, uploadId)
                        .setParameter(2, VerifiedAttestation.PUBLISH_V1)
                        .setParameter(3, VerifiedAttestation.SLSA_PROVENANCE_V1)
                        .executeUpdate()
                        // The session may hold the rows as they were.
                        .invoke(session::clear))
                .replaceWithVoid();
    }

    /// Remembers the file where nothing that lists files looks.
    public Uni<Void> refuse(VerdictReached reached, Refusal refusal, Instant now) {
        return RefusedFileRow.of(reached, refusal, now).persistAndFlush().replaceWithVoid();
    }

    /// Shows or hides a file; what was recorded of it stays.
    public Uni<Void> changeState(UUID uploadId, FileState state) {
        return FileRow.update("state = ?2 where uploadId = ?1", uploadId, state.column())
                .replaceWithVoid();
    }

    /// Whatever its state: a name is never used twice.
    public Uni<Optional<StoredFile>> findByName(ProjectName project, String filename) {
        return FileRow.<FileRow>find("project = ?1 and filename = ?2", project.normalized(), filename)
                .firstResult()
                .map(row -> Optional.ofNullable(row).map(FileRow::toStored));
    }

    /// The file of this digest and name, whatever its state; both have to belong together. The files of a quarantined
    /// project are quarantined.
    public Uni<Optional<StoredFile>> findByDigest(Sha256 sha256, String filename) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                """
                                select f, p.status from FileRow f join ProjectRow p on p.name = f.project
                                where f.sha256 = :sha256 and f.filename = :filename""",
                                Object[].class)
                        .setParameter("sha256", sha256.hex())
                        .setParameter("filename", filename)
                        .getSingleResultOrNull())
                .map(found -> Optional.ofNullable(found)
                        .map(row -> ((FileRow) row[0]).toStored()
                                .in(ProjectStatus.ofMarker((String) row[1]).orElseThrow())));
    }

    /// Whatever its state.
    public Uni<Optional<PublishedFile>> find(ProjectName project, Version version, String filename) {
        return FileRow.<FileRow>find(
                        "project = ?1 and release = ?2 and filename = ?3",
                        project.normalized(),
                        version.canonical(),
                        filename)
                .firstResult()
                .chain(Files::withAttestations);
    }

    /// Whatever its state.
    public Uni<Optional<PublishedFile>> find(UUID uploadId) {
        return FileRow.<FileRow>findById(uploadId).chain(Files::withAttestations);
    }

    /// The files of a release that can be seen, in the order of upload.
    public Uni<List<PublishedFile>> ofRelease(ProjectName project, Version version) {
        return FileRow.<FileRow>list(
                        "project = ?1 and release = ?2 and state = 'published'",
                        Sort.by("releaseSequence"),
                        project.normalized(),
                        version.canonical())
                .chain(Files::withAttestations);
    }

    /// The files of a project that can be seen, in the order of [ListedFile#ORDER].
    public Uni<List<ListedFile>> ofProject(ProjectName project) {
        return listed("", query -> query.setParameter("project", project.normalized()));
    }

    /// Those of a project's files that have one of the names and can be seen, in the order of [ListedFile#ORDER].
    public Uni<List<ListedFile>> ofProject(ProjectName project, Collection<String> filenames) {
        return listed(" and f.filename in :filenames", query -> query.setParameter("project", project.normalized())
                .setParameter("filenames", filenames));
    }

    /// Where the files of a release stand in the listing, those that can't be seen included.
    public Uni<List<FilePlace>> placesOf(ProjectName project, Version version) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select version, filename from FileRow where project = :project and release = :release",
                                Object[].class)
                        .setParameter("project", project.normalized())
                        .setParameter("release", version.canonical())
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new FilePlace(Version.parse((String) row[0]).orThrow(), (String) row[1]))
                        .toList());
    }

    private static Uni<List<ListedFile>> listed(String condition, UnaryOperator<SelectionQuery<Object[]>> parameters) {
        return Panache.getSession()
                .chain(session -> parameters.apply(session.createSelectionQuery(
                                """
                                select f.version, f.filename, f.sha256, f.size, f.coreMetadataSha256, f.requiresPython,
                                    f.uploadedAt, f.attested, r.yanked, r.yankReason
                                from FileRow f join ReleaseRow r on r.project = f.project and r.version = f.release
                                where f.project = :project and f.state = 'published'"""
                                        + condition,
                                Object[].class))
                        .getResultList())
                .map(rows -> rows.stream().map(Files::toListed).sorted(ListedFile.ORDER).toList());
    }

    /// The uploads of a release whose verdict is known.
    public Uni<List<ReleaseOrder.Upload>> uploadsOf(ProjectName project, Version version) {
        Object[] release = {project.normalized(), version.canonical()};
        return FileRow.<FileRow>list("project = ?1 and release = ?2", release)
                .chain(published -> RefusedFileRow.<RefusedFileRow>list("project = ?1 and release = ?2", release)
                        .map(refused -> {
                            List<ReleaseOrder.Upload> uploads = new ArrayList<>();
                            published.forEach(row ->
                                    uploads.add(new ReleaseOrder.Upload(row.uploadId, row.releaseSequence, true)));
                            refused.forEach(row ->
                                    uploads.add(new ReleaseOrder.Upload(row.uploadId, row.releaseSequence, false)));
                            return uploads;
                        }));
    }

    /// What the states of a release follow from: its files that can be seen.
    public Uni<List<FileProvenance>> provenanceOf(ProjectName project, Version version) {
        return provenance(" and release = :release", query -> query.setParameter("project", project.normalized())
                .setParameter("release", version.canonical()));
    }

    /// What the states of all releases follow from: the project's files that can be seen.
    public Uni<List<FileProvenance>> provenanceOf(ProjectName project) {
        return provenance("", query -> query.setParameter("project", project.normalized()));
    }

    /// Without the rest of the rows: a project can have ten thousand of them.
    private static Uni<List<FileProvenance>> provenance(
            String condition, UnaryOperator<SelectionQuery<Object[]>> parameters) {
        return Panache.getSession()
                .chain(session -> parameters.apply(session.createSelectionQuery(
                                """
                                select version, uploadedAt, publisher, publish, build from FileRow
                                where project = :project and state = 'published'"""
                                        + condition,
                                Object[].class))
                        .getResultList())
                .map(rows -> rows.stream().map(Files::toProvenance).toList());
    }

    private static FileProvenance toProvenance(Object[] row) {
        return new FileProvenance(
                Version.parse((String) row[0]).orThrow(),
                (Instant) row[1],
                row[2] == null ? null : Recorded.read((String) row[2], Publisher.class),
                (Boolean) row[3],
                (Boolean) row[4]);
    }

    /// The files of a release that were shown once and are not now, by name.
    public Uni<List<StoredFile>> hiddenOfRelease(ProjectName project, Version version) {
        return FileRow.<FileRow>list(
                        "project = ?1 and release = ?2 and state <> 'published' order by filename",
                        project.normalized(),
                        version.canonical())
                .map(rows -> rows.stream().map(FileRow::toStored).toList());
    }

    /// The same of a file that is not published yet.
    public static FileProvenance provenanceOf(VerdictReached reached) {
        return FileRow.of(reached, reached.file().uploadedAt()).toProvenance();
    }

    /// Why an upload was refused; empty if it wasn't.
    public Uni<Optional<Refusal>> refusal(UUID uploadId) {
        return RefusedFileRow.<RefusedFileRow>findById(uploadId)
                .map(row -> Optional.ofNullable(row).map(found -> new Refusal(found.code, found.expected, found.actual)));
    }

    /// An upload that was refused, as it was staged.
    public Uni<StagedFile> refused(UUID uploadId) {
        return RefusedFileRow.<RefusedFileRow>findById(uploadId)
                .map(row -> Recorded.read(row.staged, StagedFile.class));
    }

    /// All of a project that can be seen, in the order of upload within each release.
    public Uni<List<PublishedFile>> allOf(ProjectName project) {
        return FileRow.<FileRow>list(
                        "project = ?1 and state = 'published'", Sort.by("releaseSequence"), project.normalized())
                .chain(Files::withAttestations);
    }

    /// What was published last, newest first.
    public Uni<List<PublishedFile>> latest(int limit) {
        return FileRow.<FileRow>find("state = 'published'", Sort.descending("publishedAt"))
                .page(0, limit)
                .list()
                .chain(Files::withAttestations);
    }

    private static Uni<Optional<PublishedFile>> withAttestations(@Nullable FileRow row) {
        return row == null
                ? Uni.createFrom().item(Optional.empty())
                : AttestationRow.<AttestationRow>list("uploadId = ?1 order by position", row.uploadId)
                        .map(attestations -> Optional.of(row.toPublished(
                                attestations.stream().map(AttestationRow::toAttestation).toList())));
    }

    private static Uni<List<PublishedFile>> withAttestations(List<FileRow> rows) {
        return AttestationRow.<AttestationRow>list(
                        "uploadId in ?1 order by position", rows.stream().map(row -> row.uploadId).toList())
                .map(attestations -> combine(rows, attestations));
    }

    private static List<PublishedFile> combine(List<FileRow> rows, List<AttestationRow> attestations) {
        Map<UUID, List<RecordedAttestation>> byUpload = attestations.stream()
                .collect(Collectors.groupingBy(
                        row -> row.uploadId, Collectors.mapping(AttestationRow::toAttestation, Collectors.toList())));
        return rows.stream()
                .map(row -> row.toPublished(byUpload.getOrDefault(row.uploadId, List.of())))
                .toList();
    }

    private static List<VerifiedAttestation> attestationsOf(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Verified verified -> verified.attestations();
            case Verdict.Unattested _ -> List.of();
            case Verdict.Rejected _ -> throw new IllegalArgumentException("a rejected file is never published");
        };
    }

    private static Publisher publisherOf(StagedFile file) {
        return switch (file.uploader()) {
            case Uploader.TrustedPublisher trusted -> trusted.publisher();
            case Uploader.ApiToken _ -> throw new IllegalArgumentException("a token's upload has no attestations");
        };
    }

    private static ListedFile toListed(Object[] row) {
        return new ListedFile(
                Version.parse((String) row[0]).orThrow(),
                (String) row[1],
                Sha256.parse((String) row[2]).orThrow(),
                (Long) row[3],
                row[4] == null ? null : Sha256.parse((String) row[4]).orThrow(),
                (String) row[5],
                (Instant) row[6],
                (Boolean) row[7],
                (Boolean) row[8] ? new Yank((String) row[9]) : null);
    }
}
