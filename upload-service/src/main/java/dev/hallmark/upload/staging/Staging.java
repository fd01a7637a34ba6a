package dev.hallmark.upload.staging;

import dev.hallmark.contract.ProjectPolicy;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.event.EventCodec;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.UploadStaged;
import dev.hallmark.contract.event.Uploader;
import dev.hallmark.upload.Checked;
import dev.hallmark.upload.Refused;
import dev.hallmark.upload.Secret;
import dev.hallmark.upload.UploadRefusal;
import dev.hallmark.upload.outbox.Outbox;
import dev.hallmark.upload.projects.Projects;
import dev.hallmark.upload.tokens.AuthenticatedUploader;
import dev.hallmark.upload.tokens.Tokens;
import dev.hallmark.upload.work.FileWork;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Stages a candidate: bytes first, durably; then one transaction with the upload, its number in the release and its
/// event.
///
/// What a crash leaves behind: before the commit nothing but bytes that nothing refers to; after it everything, and the
/// relay tells of it. A commit of unknown outcome is no problem either: the same upload sent again finds the truth.
@ApplicationScoped
public class Staging {

    private final Tokens tokens;
    private final Projects projects;
    private final Admission admission;
    private final Outbox outbox;
    private final EventCodec codec;
    private final BlobStore blobs;
    private final FileWork files;
    private final BlobSweep sweep;
    private final Clock clock;

    @Inject
    Staging(
            Tokens tokens,
            Projects projects,
            Admission admission,
            Outbox outbox,
            EventCodec codec,
            BlobStore blobs,
            FileWork files,
            BlobSweep sweep,
            Clock clock) {
        this.tokens = tokens;
        this.projects = projects;
        this.admission = admission;
        this.outbox = outbox;
        this.codec = codec;
        this.blobs = blobs;
        this.files = files;
        this.sweep = sweep;
        this.clock = clock;
    }

    public sealed interface Outcome {
        /// Staged now, or by an earlier request with the same file and attestations: its verdict is to come.
        record Staged(UUID uploadId) implements Outcome {}

        /// The very same file is published already; nothing was changed.
        record AlreadyPublished(UUID uploadId) implements Outcome {}

        record NotStaged(Refused why) implements Outcome {}
    }

    /// @param token of the request; looked at again here, because it may have been revoked while the file came in
    public Uni<Outcome> stage(Candidate candidate, Secret token) {
        return Panache.withTransaction(() -> DatabaseLocks.take(locksOf(candidate))
                        .flatMap(_ -> tokens.identify(token))
                        .flatMap(uploader -> uploader.flatMap(live -> live.grantFor(candidate.project()))
                                .map(grant -> admit(candidate, grant))
                                .orElseGet(() -> notStaged(notAuthorised(candidate)))))
                .onFailure()
                .call(() -> sweep.release(digestsOf(candidate)))
                .invoke(outbox::wakeRelay);
    }

    /// Nobody changes the project or its policy between here and the commit.
    private Uni<Outcome> admit(Candidate candidate, AuthenticatedUploader.Grant grant) {
        return projects.lockedAsItIs(grant.project())
                .flatMap(_ -> admission.of(grant))
                .flatMap(admitted -> switch (admitted) {
                    case Checked.Failed<ProjectPolicy>(Refused why) -> notStaged(why);
                    case Checked.Passed<ProjectPolicy>(ProjectPolicy policy) -> stage(candidate, grant, policy);
                });
    }

    private Uni<Outcome> stage(Candidate candidate, AuthenticatedUploader.Grant grant, ProjectPolicy policy) {
        return liveUploadOf(candidate.filename()).flatMap(existing -> existing.map(found -> again(candidate, found))
                .orElseGet(() -> stageNew(candidate, grant, policy)));
    }

    private static Uni<Optional<Upload>> liveUploadOf(String filename) {
        return Upload.<Upload>find(
                        "lower(filename) = ?1 and state <> ?2", filename.toLowerCase(Locale.ROOT), Upload.State.REJECTED)
                .firstResult()
                .map(Optional::ofNullable);
    }

    private static Uni<Outcome> again(Candidate candidate, Upload existing) {
        if (existing.state == Upload.State.DELETED) {
            return notStaged(Refused.of(
                    UploadRefusal.FILENAME_DELETED,
                    "This filename was previously used by a file that has since been deleted. Use a different version."));
        }
        boolean same = existing.filename.equals(candidate.filename())
                && existing.sha256().equals(candidate.digests().sha256());
        if (!same) {
            return notStaged(Refused.of(
                    UploadRefusal.FILE_EXISTS,
                    "File already exists ('" + existing.filename + "', with sha256 hash '" + existing.sha256 + "').",
                    existing.sha256,
                    candidate.digests().sha256().hex()));
        }
        if (existing.state == Upload.State.PUBLISHED) {
            return Uni.createFrom().item(new Outcome.AlreadyPublished(existing.id));
        }
        if (!candidate.attestationsSha256().map(Sha256::hex).equals(Optional.ofNullable(existing.attestationsSha256))) {
            return notStaged(Refused.of(
                    UploadRefusal.STAGED_WITH_OTHER_ATTESTATIONS,
                    "The same file is being verified with other attestations; wait for its verdict."));
        }
        return Uni.createFrom().item(new Outcome.Staged(existing.id));
    }

    private Uni<Outcome> stageNew(Candidate candidate, AuthenticatedUploader.Grant grant, ProjectPolicy policy) {
        if (candidate.attestations() != null && grant.as() instanceof Uploader.ApiToken) {
            return notStaged(Refused.of(
                    UploadRefusal.ATTESTATIONS_NEED_PUBLISHER,
                    "Invalid attestations supplied during upload: Attestations are only supported when using Trusted"
                            + " Publishing"));
        }
        Optional<String> hidden = grant.hiddenRepository();
        if (candidate.attestations() != null && hidden.isPresent() && !policy.privateRepositories()) {
            return notStaged(Refused.of(
                    UploadRefusal.REPOSITORY_PRIVATE,
                    "Invalid attestations supplied during upload: they would disclose the name of a repository that is not"
                            + " public. Upload without attestations, or set privateRepositories in the project's policy ("
                            + "PUT /manage/projects/" + candidate.project() + "/policy)",
                    "a public repository",
                    "one whose visibility is " + hidden.get()));
        }
        UUID uploadId = UUID.randomUUID();
        Instant now = clock.instant();
        UploadStaged event = eventOf(candidate, grant, policy, uploadId, Long.MAX_VALUE, now);
        if (!outbox.canCarry(event)) {
            return notStaged(Refused.of(
                    UploadRefusal.METADATA_TOO_LARGE,
                    "Invalid distribution file. Its metadata and attestations together are too large."));
        }
        return nextSequence(candidate, grant)
                .call(() -> files.run(() -> placeBlobs(candidate)))
                .flatMap(sequence -> {
                    UploadStaged staged = eventOf(candidate, grant, policy, uploadId, sequence, now);
                    return insert(candidate, grant, staged.file(), now)
                            .flatMap(_ -> outbox.addUntilSettled(staged, uploadId, now));
                })
                .replaceWith(new Outcome.Staged(uploadId));
    }

    /// The row of the release is locked until the commit, so a rolled-back upload leaves no gap.
    private static Uni<Long> nextSequence(Candidate candidate, AuthenticatedUploader.Grant grant) {
        return Panache.getSession().flatMap(session -> session.createNativeQuery("""
                        insert into release (project_id, version, uploads) values (:project, :version, 1)
                        on conflict (project_id, version) do update set uploads = release.uploads + 1
                        returning uploads
                        """, Long.class)
                .setParameter("project", grant.project().id())
                .setParameter("version", candidate.version().canonical())
                .getSingleResult());
    }

    private @Nullable Void placeBlobs(Candidate candidate) throws java.io.IOException {
        blobs.place(candidate.content(), candidate.digests().sha256());
        if (candidate.wheelMetadata().isPresent()) {
            Candidate.WheelMetadata metadata = candidate.wheelMetadata().get();
            blobs.place(metadata.temporary(), metadata.sha256());
        }
        return null;
    }

    private Uni<Upload> insert(Candidate candidate, AuthenticatedUploader.Grant grant, StagedFile file, Instant now) {
        Upload upload = new Upload();
        upload.id = file.uploadId();
        upload.project = grant.project();
        upload.version = candidate.version().canonical();
        upload.sequence = file.releaseSequence();
        upload.filename = candidate.filename();
        upload.sha256 = candidate.digests().sha256().hex();
        upload.coreMetadataSha256 =
                candidate.wheelMetadata().map(metadata -> metadata.sha256().hex()).orElse(null);
        upload.attestationsSha256 = candidate.attestationsSha256().map(Sha256::hex).orElse(null);
        upload.state = Upload.State.STAGED;
        upload.stagedFile = codec.valueJson(file);
        upload.personId = grant.person().orElse(null);
        upload.uploadedAt = now;
        return upload.persistAndFlush();
    }

    private static UploadStaged eventOf(
            Candidate candidate,
            AuthenticatedUploader.Grant grant,
            ProjectPolicy policy,
            UUID uploadId,
            long sequence,
            Instant now) {
        return new UploadStaged(
                new StagedFile(
                        uploadId,
                        grant.project().name(),
                        grant.project().spelling(),
                        candidate.version(),
                        sequence,
                        candidate.filename(),
                        candidate.digests().sha256(),
                        candidate.digests().md5(),
                        candidate.digests().blake2b256(),
                        candidate.size(),
                        candidate.wheelMetadata().map(Candidate.WheelMetadata::sha256).orElse(null),
                        candidate.metadata(),
                        grant.as(),
                        now,
                        candidate.userAgent(),
                        policy),
                candidate.attestations());
    }

    private static List<Long> locksOf(Candidate candidate) {
        List<Long> locks = new ArrayList<>();
        locks.add(DatabaseLocks.ofFilename(candidate.filename()));
        digestsOf(candidate).forEach(digest -> locks.add(DatabaseLocks.ofDigest(digest)));
        return locks;
    }

    private static List<Sha256> digestsOf(Candidate candidate) {
        List<Sha256> digests = new ArrayList<>();
        digests.add(candidate.digests().sha256());
        candidate.wheelMetadata().ifPresent(metadata -> digests.add(metadata.sha256()));
        return digests;
    }

    private static Refused notAuthorised(Candidate candidate) {
        return Refused.of(
                UploadRefusal.NOT_AUTHORISED,
                "The given token isn't allowed to upload to project '" + candidate.project() + "'.");
    }

    private static Uni<Outcome> notStaged(Refused why) {
        return Uni.createFrom().item(new Outcome.NotStaged(why));
    }
}
