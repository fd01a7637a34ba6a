package dev.hallmark.upload.verdicts;

import dev.hallmark.contract.event.FileHeld;
import dev.hallmark.contract.event.FilePublished;
import dev.hallmark.contract.event.FileRejected;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.upload.outbox.Outbox;
import dev.hallmark.upload.staging.BlobSweep;
import dev.hallmark.upload.staging.Upload;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Brings uploads to their end, once: an upload leaves the states *staged* and *held* only here, and for good. The states
/// are what makes an event that is delivered again harmless, so no ids of events are kept.
@ApplicationScoped
public class Settlement {

    private static final Logger LOG = Logger.getLogger(Settlement.class);

    private final Outbox outbox;
    private final BlobSweep sweep;
    private final Clock clock;

    @Inject
    Settlement(Outbox outbox, BlobSweep sweep, Clock clock) {
        this.outbox = outbox;
        this.sweep = sweep;
        this.clock = clock;
    }

    /// What the verifier said against it.
    Uni<Void> reject(StagedFile file, Verdict.Rejected rejected) {
        return reject(
                file.uploadId(),
                new Upload.Rejection(rejected.code().code(), rejected.expected(), rejected.actual()));
    }

    /// What was decided against it after verification.
    Uni<Void> reject(FileRejected rejected) {
        return reject(
                rejected.uploadId(), new Upload.Rejection(rejected.code(), rejected.expected(), rejected.actual()));
    }

    /// The file name is free again and the bytes go, in one transaction with the refusal.
    private Uni<Void> reject(UUID uploadId, Upload.Rejection why) {
        return Panache.withTransaction(() -> undecided(uploadId).flatMap(found -> found.isEmpty()
                        ? Uni.createFrom().item(found)
                        : outbox.settle(uploadId)
                                .invoke(() -> found.get().reject(why, clock.instant()))
                                .flatMap(_ -> sweep.note(found.get().digests()))
                                .replaceWith(found)))
                .invoke(settled -> settled.ifPresent(upload -> {
                    LOG.infof(
                            "An upload was rejected: uploadId=%s project=%s filename=%s code=%s",
                            uploadId, upload.project().name(), upload.filename(), why.code());
                    sweep.runSoon();
                }))
                .replaceWithVoid();
    }

    /// Its own event has its outcome; from now on a decision is awaited.
    Uni<Void> hold(FileHeld held) {
        return Panache.withTransaction(() -> undecided(held.uploadId())
                        .map(found -> found.filter(upload -> upload.state() == Upload.State.STAGED))
                        .flatMap(found -> found.isEmpty()
                                ? Uni.createFrom().item(found)
                                : outbox.settle(held.uploadId())
                                        .invoke(() -> found.get()
                                                .hold(held.code(), held.expected(), held.actual(), held.heldAt()))
                                        .replaceWith(found)))
                .invoke(settled -> settled.ifPresent(upload -> LOG.infof(
                        "An upload is held: uploadId=%s project=%s filename=%s code=%s",
                        held.uploadId(), held.project(), held.filename(), held.code())))
                .replaceWithVoid();
    }

    private static Uni<Optional<Upload>> undecided(UUID uploadId) {
        return Upload.<Upload>find(
                        "id = ?1 and state in ?2", uploadId, List.of(Upload.State.STAGED, Upload.State.HELD))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .map(Optional::ofNullable);
    }

    Uni<Void> publish(FilePublished published) {
        return Panache.withTransaction(() -> Upload.update(
                                "state = ?1, decidedAt = ?2 where id = ?3 and sha256 = ?4 and state in ?5",
                                Upload.State.PUBLISHED,
                                clock.instant(),
                                published.uploadId(),
                                published.sha256().hex(),
                                List.of(Upload.State.STAGED, Upload.State.HELD))
                        .flatMap(rows -> rows == 0
                                ? Uni.createFrom().item(false)
                                : outbox.settle(published.uploadId()).replaceWith(true)))
                .invoke(settled -> {
                    if (settled) {
                        LOG.infof(
                                "An upload was published: uploadId=%s project=%s filename=%s attested=%s",
                                published.uploadId(), published.project(), published.filename(), published.attested());
                    }
                })
                .replaceWithVoid();
    }
}
