package dev.hallmark.upload.lifecycle;

import dev.hallmark.contract.event.EventCodec;
import dev.hallmark.contract.event.HoldDecided;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.Uploader;
import dev.hallmark.upload.access.Caller;
import dev.hallmark.upload.outbox.Outbox;
import dev.hallmark.upload.projects.Project;
import dev.hallmark.upload.staging.Upload;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Files that wait for an owner other than their uploader. Everything is in the transaction of the caller.
@ApplicationScoped
class Holds {

    private final Outbox outbox;
    private final EventCodec codec;
    private final Clock clock;

    @Inject
    Holds(Outbox outbox, EventCodec codec, Clock clock) {
        this.outbox = outbox;
        this.codec = codec;
        this.clock = clock;
    }

    /// What became of a decision.
    enum Decision {
        MADE,
        /// The project holds no such file.
        UNKNOWN,
        /// Somebody decided before, otherwise.
        DECIDED_OTHERWISE,
        /// Who uploaded it may not decide.
        OWN_UPLOAD
    }

    Uni<List<Upload>> of(Project project) {
        return Upload.list("project = ?1 and state = ?2 order by heldAt, id", project, Upload.State.HELD);
    }

    /// Told until the file is published or refused. The same decision again changes nothing.
    Uni<Decision> decide(Project project, UUID uploadId, Upload.HoldDecision wish, Caller by) {
        return Upload.<Upload>find("id = ?1 and project = ?2 and state = ?3", uploadId, project, Upload.State.HELD)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .flatMap(upload -> {
                    if (upload == null) {
                        return Uni.createFrom().item(Decision.UNKNOWN);
                    }
                    if (!mayDecide(upload, by)) {
                        return Uni.createFrom().item(Decision.OWN_UPLOAD);
                    }
                    Optional<Upload.HoldDecision> before = upload.hold().flatMap(Upload.Hold::decision);
                    if (before.isPresent()) {
                        return Uni.createFrom().item(before.get() == wish ? Decision.MADE : Decision.DECIDED_OTHERWISE);
                    }
                    Instant now = clock.instant();
                    upload.decideHold(wish, by.name());
                    return outbox.addUntilSettled(
                                    new HoldDecided(
                                            project.name(), uploadId, wish == Upload.HoldDecision.APPROVED, now, by.name()),
                                    uploadId,
                                    now)
                            .replaceWith(Decision.MADE);
                });
    }

    /// A Trusted Publisher is nobody's own. A token that an administrator issued may be the administrator's: then it takes
    /// a person.
    private boolean mayDecide(Upload upload, Caller by) {
        Optional<Uploader> uploader = upload.stagedFile(codec).map(StagedFile::uploader);
        if (uploader.isPresent() && uploader.get() instanceof Uploader.TrustedPublisher) {
            return true;
        }
        return switch (by) {
            case Caller.Administrator _ -> upload.person().isPresent();
            case Caller.Person person -> !upload.person().equals(Optional.of(person.id()));
        };
    }
}
