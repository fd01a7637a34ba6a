package dev.hallmark.upload.verdicts;

import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.event.FilePublished;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.upload.outbox.Outbox;
import dev.hallmark.upload.staging.BlobSweep;
import dev.hallmark.upload.staging.Upload;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/// Brings uploads to their end, once: an upload leaves the state *staged* only here, and for good. That state is what
/// makes an event that is delivered again harmless, so no ids of events are kept.
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

    /// The file name is free again and the bytes go, in one transaction with the refusal.
    Uni<Void> reject(StagedFile file, Verdict.Rejected rejected) {
        return Panache.withTransaction(() -> Upload.update(
                                """
                                state = ?1, rejectionCode = ?2, rejectionExpected = ?3, rejectionActual = ?4, decidedAt = ?5
                                where id = ?6 and sha256 = ?7 and state = ?8
                                """,
                                Upload.State.REJECTED,
                                rejected.code().code(),
                                rejected.expected(),
                                rejected.actual(),
                                clock.instant(),
                                file.uploadId(),
                                file.sha256().hex(),
                                Upload.State.STAGED)
                        .flatMap(rows -> rows == 0
                                ? Uni.createFrom().item(false)
                                : outbox.settle(file.uploadId())
                                        .flatMap(_ -> sweep.note(digestsOf(file)))
                                        .replaceWith(true)))
                .invoke(settled -> {
                    if (settled) {
                        LOG.infof(
                                "An upload was rejected: uploadId=%s project=%s filename=%s code=%s",
                                file.uploadId(), file.project(), file.filename(), rejected.code().code());
                        sweep.runSoon();
                    }
                })
                .replaceWithVoid();
    }

    Uni<Void> publish(FilePublished published) {
        return Panache.withTransaction(() -> Upload.update(
                                "state = ?1, decidedAt = ?2 where id = ?3 and sha256 = ?4 and state = ?5",
                                Upload.State.PUBLISHED,
                                clock.instant(),
                                published.uploadId(),
                                published.sha256().hex(),
                                Upload.State.STAGED)
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

    private static List<Sha256> digestsOf(StagedFile file) {
        List<Sha256> digests = new ArrayList<>();
        digests.add(file.sha256());
        Sha256 metadata = file.coreMetadataSha256();
        if (metadata != null) {
            digests.add(metadata);
        }
        return digests;
    }
}
