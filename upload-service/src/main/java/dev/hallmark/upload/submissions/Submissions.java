package dev.hallmark.upload.submissions;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.ProjectPolicy;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.Version;
import dev.hallmark.contract.event.AttestationsAdded;
import dev.hallmark.contract.event.AttestationsSubmitted;
import dev.hallmark.contract.event.EventCodec;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.SubmissionJudged;
import dev.hallmark.contract.event.Uploader;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.upload.outbox.Outbox;
import dev.hallmark.upload.policy.Policies;
import dev.hallmark.upload.staging.Upload;
import dev.hallmark.upload.work.Watch;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// Takes further attestations in, and hears what becomes of them.
@ApplicationScoped
public class Submissions {

    private static final Logger LOG = Logger.getLogger(Submissions.class);

    /// What one file can have, waiting and added; refused ones don't count.
    private static final int MAX_OF_A_FILE = 32;

    /// How the file's own publisher is called among its attesters.
    private static final String OWN_PUBLISHER = "publisher";

    private final Policies policies;
    private final Outbox outbox;
    private final EventCodec codec;
    private final Clock clock;

    @Inject
    Submissions(Policies policies, Outbox outbox, EventCodec codec, Clock clock) {
        this.policies = policies;
        this.outbox = outbox;
        this.codec = codec;
        this.clock = clock;
    }

    /// Which file a submission is about.
    record Address(ProjectName project, Version version, String filename) {}

    /// @param attester the policy's name of whom the attestations are by; empty for the file's own publisher
    /// @param attestations as sent
    record Wish(Address file, Optional<String> attester, String attestations) {}

    sealed interface Outcome {
        /// Taken now, or before: the same attestations of the same attester are one submission.
        record Taken(UUID submissionId) implements Outcome {}

        record NotTaken(SubmissionRefusal why, String expected, String actual) implements Outcome {}
    }

    /// Commits the submission with its event, which is told until the index shows the attestations or refused them.
    Uni<Outcome> submit(Wish wish, Submitter submitter) {
        return Panache.withTransaction(() -> publishedFile(wish.file()).flatMap(found -> found.map(
                                upload -> submit(wish, submitter, upload))
                        .orElseGet(() -> refused(
                                SubmissionRefusal.FILE_UNKNOWN, "a published file", wish.file().filename()))))
                .invoke(outbox::wakeRelay);
    }

    private static Uni<Optional<Upload>> publishedFile(Address file) {
        return Upload.<Upload>find(
                        "project.name = ?1 and version = ?2 and filename = ?3 and state = ?4",
                        file.project().normalized(),
                        file.version().canonical(),
                        file.filename(),
                        Upload.State.PUBLISHED)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .map(Optional::ofNullable);
    }

    private Uni<Outcome> submit(Wish wish, Submitter submitter, Upload upload) {
        Optional<StagedFile> file = upload.stagedFile(codec);
        if (file.isEmpty()) {
            return refused(SubmissionRefusal.FILE_NOT_RECORDED, "a file that was uploaded to this version of the index", "an older one");
        }
        return policies.of(upload.project()).flatMap(policy -> {
            Optional<ProjectPolicy.Attester> attester = attesterOf(wish, submitter, file.get(), policy);
            if (attester.isEmpty()) {
                return notAdmitted(wish, policy);
            }
            return sameSubmission(upload, attester.get(), digestOf(wish)).flatMap(same -> same.isPresent()
                    ? Uni.createFrom().item(new Outcome.Taken(same.get().id))
                    : submitNew(wish, submitter, upload, new AttestationsSubmitted(
                            UUID.randomUUID(), file.get(), attester.get(), wish.attestations(), policy, clock.instant())));
        });
    }

    /// Whom the attestations have to be by. The file's own publisher is believed to act for itself only with a token that
    /// was minted for it.
    private static Optional<ProjectPolicy.Attester> attesterOf(
            Wish wish, Submitter submitter, StagedFile file, ProjectPolicy policy) {
        if (wish.attester().isPresent()) {
            return policy.attesters().stream()
                    .filter(attester -> attester.name().equals(wish.attester().get()))
                    .findFirst();
        }
        return file.uploader() instanceof Uploader.TrustedPublisher own
                        && submitter.publishers().contains(own.publisherId())
                ? Optional.of(new ProjectPolicy.Attester(OWN_PUBLISHER, own.publisher()))
                : Optional.empty();
    }

    private static Uni<Outcome> notAdmitted(Wish wish, ProjectPolicy policy) {
        String named = policy.attesters().stream().map(ProjectPolicy.Attester::name).toList().toString();
        return wish.attester()
                .map(name -> refused(SubmissionRefusal.ATTESTER_UNKNOWN, "one of the project's attesters " + named, name))
                .orElseGet(() -> refused(
                        SubmissionRefusal.NOT_THE_PUBLISHER,
                        "an upload token of the file's own publisher, or attester= one of " + named,
                        "neither"));
    }

    private static Uni<Optional<Submission>> sameSubmission(Upload upload, ProjectPolicy.Attester attester, String sha256) {
        return Submission.<Submission>find(
                        "upload = ?1 and attester = ?2 and attestationsSha256 = ?3 and state <> ?4",
                        upload,
                        attester.name(),
                        sha256,
                        Submission.State.REJECTED)
                .firstResult()
                .map(Optional::ofNullable);
    }

    private Uni<Outcome> submitNew(Wish wish, Submitter submitter, Upload upload, AttestationsSubmitted event) {
        if (!outbox.canCarry(event)) {
            return refused(SubmissionRefusal.ATTESTATIONS_TOO_LARGE, "attestations that an event can carry", "larger ones");
        }
        return Submission.count("upload = ?1 and state <> ?2", upload, Submission.State.REJECTED).flatMap(present -> {
            if (present >= MAX_OF_A_FILE) {
                return refused(
                        SubmissionRefusal.TOO_MANY, "at most " + MAX_OF_A_FILE + " submissions of a file", Long.toString(present));
            }
            Submission submission = new Submission();
            submission.id = event.submissionId();
            submission.upload = upload;
            submission.attester = event.submitter().name();
            submission.identity = codec.valueJson(event.submitter());
            submission.attestationsSha256 = digestOf(wish);
            submission.state = Submission.State.SUBMITTED;
            submission.submittedAt = event.submittedAt();
            submission.submittedBy = submitter.name();
            return submission
                    .persistAndFlush()
                    .flatMap(_ -> outbox.addUntilSettled(event, submission.id, event.submittedAt()))
                    .replaceWith(new Outcome.Taken(submission.id));
        });
    }

    private static String digestOf(Wish wish) {
        return Sha256.of(wish.attestations().getBytes(StandardCharsets.UTF_8)).hex();
    }

    /// The submission when the index shows it or refused it, or as it is after `patience`.
    Uni<Optional<Submission>> awaitEnd(UUID id, Duration patience) {
        return Watch.until(
                () -> find(id),
                found -> found.isEmpty()
                        || List.of(Submission.State.ADDED, Submission.State.REJECTED).contains(found.get().state),
                patience);
    }

    Uni<Optional<Submission>> find(UUID id) {
        return Panache.withSession(() -> Submission.<Submission>findById(id)).map(Optional::ofNullable);
    }

    /// What the verifier said; said again, it changes nothing.
    public Uni<Void> judged(SubmissionJudged judged) {
        return switch (judged.verdict()) {
            case Verdict.Verified _ -> move(judged.submissionId(), List.of(Submission.State.SUBMITTED), submission -> {
                submission.state = Submission.State.VERIFIED;
                return Uni.createFrom().voidItem();
            });
            case Verdict.Rejected(var code, String expected, String actual) ->
                move(judged.submissionId(), List.of(Submission.State.SUBMITTED), submission -> {
                    submission.state = Submission.State.REJECTED;
                    submission.rejectionCode = code.code();
                    submission.rejectionExpected = expected;
                    submission.rejectionActual = actual;
                    return outbox.settle(submission.id);
                });
            case Verdict.Unattested _ -> Uni.createFrom().voidItem();
        };
    }

    /// The index shows them.
    public Uni<Void> added(AttestationsAdded added) {
        return move(
                added.submissionId(), List.of(Submission.State.SUBMITTED, Submission.State.VERIFIED), submission -> {
                    submission.state = Submission.State.ADDED;
                    return outbox.settle(submission.id);
                });
    }

    private Uni<Void> move(
            UUID id, List<Submission.State> from, Function<Submission, Uni<Void>> change) {
        Instant now = clock.instant();
        return Panache.withTransaction(() -> Submission.<Submission>find("id = ?1 and state in ?2", id, from)
                        .withLock(LockModeType.PESSIMISTIC_WRITE)
                        .firstResult()
                        .flatMap(found -> found == null
                                ? Uni.createFrom().item(Optional.<Submission>empty())
                                : change.apply(found)
                                        .invoke(() -> found.decidedAt = now)
                                        .replaceWith(Optional.of(found))))
                .invoke(moved -> moved.ifPresent(submission -> LOG.infof(
                        "Submitted attestations came further: submissionId=%s state=%s code=%s",
                        submission.id, submission.state, submission.rejectionCode)))
                .replaceWithVoid();
    }

    private static Uni<Outcome> refused(SubmissionRefusal why, String expected, String actual) {
        return Uni.createFrom().item(new Outcome.NotTaken(why, expected, actual));
    }
}
