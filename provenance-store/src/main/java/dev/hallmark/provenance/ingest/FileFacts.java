package dev.hallmark.provenance.ingest;

import dev.hallmark.contract.RejectionCode;
import dev.hallmark.contract.event.AttestationsAdded;
import dev.hallmark.contract.event.Event;
import dev.hallmark.contract.event.FileDeleted;
import dev.hallmark.contract.event.FileQuarantined;
import dev.hallmark.contract.event.FileUnquarantined;
import dev.hallmark.contract.event.ReviewConcluded;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.SubmissionJudged;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.contract.event.VerdictChanged;
import dev.hallmark.contract.event.VerifiedAttestation;
import dev.hallmark.provenance.announcements.Announcement;
import dev.hallmark.provenance.announcements.Announcements;
import dev.hallmark.provenance.audit.Compromises;
import dev.hallmark.provenance.audit.Reviews;
import dev.hallmark.provenance.catalogue.FileState;
import dev.hallmark.provenance.catalogue.Files;
import dev.hallmark.provenance.catalogue.Recorded;
import dev.hallmark.provenance.catalogue.Refusal;
import dev.hallmark.provenance.catalogue.StoredFile;
import dev.hallmark.provenance.history.History;
import dev.hallmark.provenance.history.HistoryEntry;
import dev.hallmark.provenance.journal.Moment;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Records what happens to a file after its verdict. What comes before the verdict waits for it.
@Singleton
final class FileFacts {

    private final Files files;
    private final History history;
    private final Reviews reviews;
    private final Compromises compromises;
    private final Announcements announcements;

    FileFacts(Files files, History history, Reviews reviews, Compromises compromises, Announcements announcements) {
        this.files = files;
        this.history = history;
        this.reviews = reviews;
        this.compromises = compromises;
        this.announcements = announcements;
    }

    Uni<Effect> record(FileDeleted deleted, Moment moment) {
        return change(
                deleted,
                deleted.uploadId(),
                deleted.filename(),
                EnumSet.complementOf(EnumSet.of(FileState.DELETED)),
                FileState.DELETED,
                file -> history.add(deleted.project(), moment.number(), deleted.at(), new HistoryEntry.FileDeleted(
                        deleted.version(), deleted.filename(), file.sha256(), deleted.by())));
    }

    Uni<Effect> record(FileQuarantined quarantined, Moment moment) {
        return change(
                quarantined,
                quarantined.uploadId(),
                quarantined.filename(),
                EnumSet.of(FileState.PUBLISHED),
                FileState.QUARANTINED,
                file -> history.add(
                        quarantined.project(),
                        moment.number(),
                        quarantined.at(),
                        new HistoryEntry.FileQuarantined(
                                quarantined.version(),
                                quarantined.filename(),
                                file.sha256(),
                                quarantined.reason(),
                                quarantined.by())));
    }

    Uni<Effect> record(FileUnquarantined lifted, Moment moment) {
        return change(
                lifted,
                lifted.uploadId(),
                lifted.filename(),
                EnumSet.of(FileState.QUARANTINED),
                FileState.PUBLISHED,
                file -> history.add(lifted.project(), moment.number(), lifted.at(), new HistoryEntry.FileUnquarantined(
                        lifted.version(), lifted.filename(), file.sha256(), lifted.by())));
    }

    /// The file is found by its name, which only one file ever had: the same bytes may have been uploaded twice.
    ///
    /// @param from states that change; in any other the event says nothing new
    /// @param remember what becomes history
    private Uni<Effect> change(
            Event event,
            UUID uploadId,
            String filename,
            Set<FileState> from,
            FileState to,
            Function<StoredFile, Uni<Void>> remember) {
        return files.findByName(event.project(), filename).chain(found -> {
            if (found.isEmpty()) {
                return unknown(uploadId);
            }
            StoredFile file = found.get();
            return from.contains(file.state())
                    ? files.changeState(file.uploadId(), to)
                            .chain(_ -> remember.apply(file))
                            .chain(_ -> effect(uploadId, Outcome.CHANGED))
                    : effect(uploadId, Outcome.DUPLICATE);
        });
    }

    /// Attestations that somebody added to a published file. Nothing is ever taken away by them.
    Uni<Effect> record(SubmissionJudged judged, Moment moment) {
        return files.findByName(judged.project(), judged.filename()).chain(file -> file.isEmpty()
                ? unknown(judged.uploadId())
                : switch (judged.verdict()) {
                    case Verdict.Rejected rejected -> refuse(judged, rejected.code().code(), moment);
                    case Verdict.Verified verified -> compromises.covering(verified.attestations(), moment.at())
                            .chain(compromise -> compromise.isPresent()
                                    ? refuse(judged, Refusal.IDENTITY_COMPROMISED, moment)
                                    : add(judged, verified.attestations(), file.get().uploadId(), moment));
                    case Verdict.Unattested _ ->
                        throw new IllegalArgumentException("a submission without attestations is never judged");
                });
    }

    private Uni<Effect> add(SubmissionJudged judged, List<VerifiedAttestation> attestations, UUID file, Moment moment) {
        List<String> predicateTypes =
                attestations.stream().map(VerifiedAttestation::predicateType).toList();
        return files.add(file, judged, attestations, moment.at())
                .chain(_ -> history.add(judged.project(), moment.number(), moment.at(), new HistoryEntry.AttestationsAdded(
                        judged.submissionId(),
                        judged.filename(),
                        judged.submitter(),
                        predicateTypes,
                        judged.submittedAt(),
                        judged.verifier(),
                        judged.policy())))
                .chain(_ -> announcements.add(moment, added(judged, predicateTypes, moment.at())))
                .chain(_ -> effect(judged.uploadId(), Outcome.CHANGED));
    }

    /// Tells again of attestations that were added.
    Uni<Void> repeat(SubmissionJudged judged) {
        return history.findAdded(judged.project(), judged.submissionId())
                .chain(told -> told.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : announcements.repeat(added(
                                judged,
                                ((HistoryEntry.AttestationsAdded) Recorded.read(told.get().json(), HistoryEntry.class)).predicateTypes(),
                                told.get().at())));
    }

    private static Announcement added(SubmissionJudged judged, List<String> predicateTypes, Instant at) {
        return Announcement.of(new AttestationsAdded(
                judged.submissionId(),
                judged.uploadId(),
                judged.project(),
                judged.version(),
                judged.filename(),
                judged.submitter(),
                predicateTypes,
                at));
    }

    private Uni<Effect> refuse(SubmissionJudged judged, String code, Moment moment) {
        return history.add(judged.project(), moment.number(), moment.at(), new HistoryEntry.AttestationsRefused(
                        judged.submissionId(),
                        judged.filename(),
                        judged.submitter(),
                        code,
                        judged.submittedAt(),
                        judged.verifier(),
                        judged.policy()))
                .chain(_ -> effect(judged.uploadId(), Outcome.RECORDED));
    }

    /// Attestations that no longer hold are not served any more; nothing is deleted, and a later review may find that they
    /// hold again.
    Uni<Effect> record(ReviewConcluded concluded, Moment moment) {
        RejectionCode fallen = switch (concluded.verdict()) {
            case Verdict.Verified _ -> null;
            case Verdict.Rejected rejected -> rejected.code();
            case Verdict.Unattested _ -> throw new IllegalArgumentException("a review is about attestations");
        };
        return files.find(concluded.uploadId()).chain(file -> file.isEmpty()
                ? unknown(concluded.uploadId())
                : reviews.conclude(concluded, fallen == null)
                        .chain(_ -> files.review(concluded.uploadId(), concluded, fallen))
                        .chain(news -> news
                                ? tell(concluded, fallen, file.get().staged(), moment)
                                : effect(concluded.uploadId(), Outcome.RECORDED)));
    }

    private Uni<Effect> tell(ReviewConcluded concluded, @Nullable RejectionCode fallen, StagedFile file, Moment moment) {
        return history.add(concluded.project(), moment.number(), moment.at(), new HistoryEntry.VerdictChanged(
                        concluded.reviewId(),
                        file.filename(),
                        concluded.identity(),
                        fallen == null,
                        fallen,
                        concluded.verifier(),
                        concluded.policy()))
                .chain(_ -> announcements.add(moment, Announcement.of(new VerdictChanged(
                        concluded.reviewId(),
                        concluded.uploadId(),
                        concluded.project(),
                        file.version(),
                        file.filename(),
                        concluded.identity(),
                        fallen == null,
                        fallen,
                        moment.at()))))
                .chain(_ -> effect(concluded.uploadId(), Outcome.CHANGED));
    }

    /// Of an upload that was refused nothing more is to be known.
    private Uni<Effect> unknown(UUID uploadId) {
        return files.refusal(uploadId).chain(refusal ->
                effect(uploadId, refusal.isPresent() ? Outcome.RECORDED : Outcome.WAITING));
    }

    private static Uni<Effect> effect(UUID uploadId, Outcome outcome) {
        return Uni.createFrom().item(new Effect.On(uploadId, outcome));
    }
}
