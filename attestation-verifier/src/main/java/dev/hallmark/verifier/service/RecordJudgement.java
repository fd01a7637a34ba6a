package dev.hallmark.verifier.service;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.RejectionCode;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.event.AttestationsSubmitted;
import dev.hallmark.contract.event.Event;
import dev.hallmark.contract.event.EventCodec;
import dev.hallmark.contract.event.Received;
import dev.hallmark.contract.event.ReviewConcluded;
import dev.hallmark.contract.event.ReviewRequested;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.SubmissionJudged;
import dev.hallmark.contract.event.UploadStaged;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.contract.event.VerdictReached;
import dev.hallmark.verifier.verification.Judge;
import dev.hallmark.verifier.verification.Judgement;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Makes one [Outcome] of one record, whatever the record is and whatever goes wrong with it: the boundary behind which
/// a fault in judging one upload, submission or review stays.
@Singleton
final class RecordJudgement {

    private static final Logger LOG = Logger.getLogger(RecordJudgement.class);
    private static final String SOURCE = "attestation-verifier";

    /// Something to be judged.
    ///
    /// @param kind in a word, for the log and metrics
    /// @param id of the upload, submission or review
    /// @param key what makes it this one and no other
    /// @param reply the event that tells the verdict
    private record Case(
            String kind, UUID id, String key, StagedFile file, Supplier<Judgement> judge, Function<Judgement, Event> reply) {

        ProjectName project() {
            return file.project();
        }
    }

    private final EventCodec codec = new EventCodec();
    private final Judge judge;
    private final TrustRootKeeper trustRoots;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final int attempts;
    private final String verifier;

    RecordJudgement(
            Judge judge,
            TrustRootKeeper trustRoots,
            Clock clock,
            MeterRegistry metrics,
            VerifierConfiguration configuration,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.judge = judge;
        this.trustRoots = trustRoots;
        this.clock = clock;
        this.metrics = metrics;
        this.attempts = configuration.verification().attempts();
        this.verifier = SOURCE + " " + version;
        if (attempts < 1) {
            throw new IllegalArgumentException("hallmark.verification.attempts: expected at least 1, found " + attempts);
        }
    }

    Outcome outcome(ConsumerRecord<String, byte[]> record) {
        return outcome(record, OptionalLong.empty());
    }

    /// Once more, after a refresh.
    Outcome again(Outcome.Deferred deferred) {
        return outcome(deferred.record(), OptionalLong.of(deferred.refreshes()));
    }

    /// @param deferredAt how many refreshes there had been when the record came first
    private Outcome outcome(ConsumerRecord<String, byte[]> record, OptionalLong deferredAt) {
        return switch (read(record)) {
            case Received.Accepted(_, _, UploadStaged upload) -> decided(record, of(upload), deferredAt);
            case Received.Accepted(_, _, AttestationsSubmitted submission) -> decided(record, of(submission), deferredAt);
            case Received.Accepted(_, _, ReviewRequested review) -> decided(record, of(review), deferredAt);
            case Received.Accepted(_, _, _) -> refused(record, "expected something to be judged");
            case Received.Refused(String why) -> refused(record, why);
        };
    }

    @SuppressWarnings("NullAway") // It misses @Nullable before a nested type in a class file: the root may be null.
    private Case of(UploadStaged upload) {
        StagedFile file = upload.file();
        return new Case("upload", file.uploadId(), "verdict " + file.uploadId(), file, () -> judge.decide(upload), judgement ->
                new VerdictReached(file, judgement.verdict(), verifier, Judge.POLICY, judgement.trustRoot()));
    }

    @SuppressWarnings("NullAway") // It misses @Nullable before a nested type in a class file: the root may be null.
    private Case of(AttestationsSubmitted submission) {
        StagedFile file = submission.file();
        UUID id = submission.submissionId();
        return new Case("submission", id, "submission " + id, file, () -> judge.decide(submission), judgement ->
                new SubmissionJudged(
                        id, file.uploadId(), file.project(), file.version(), file.filename(), submission.submitter(),
                        submission.submittedAt(), judgement.verdict(), verifier, Judge.POLICY, judgement.trustRoot()));
    }

    /// A review may ask about many files, and about several identities of one.
    @SuppressWarnings("NullAway") // As above.
    private Case of(ReviewRequested review) {
        StagedFile file = review.file();
        String key = String.join(
                " ",
                "review",
                review.reviewId().toString(),
                file.uploadId().toString(),
                Sha256.of(review.attestations().getBytes(StandardCharsets.UTF_8)).hex(),
                review.identity().issuer(),
                review.identity().description());
        return new Case("review", review.reviewId(), key, file, () -> judge.decide(review), judgement ->
                new ReviewConcluded(
                        review.reviewId(), file.uploadId(), file.project(), review.identity(), judgement.verdict(), verifier,
                        Judge.POLICY, judgement.trustRoot()));
    }

    private Received read(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return codec.read(record.topic(), record.key(), headers, record.value());
    }

    static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private Outcome.DeadLetter refused(ConsumerRecord<String, byte[]> record, String why) {
        metrics.counter("hallmark.record.refused").increment();
        LOG.errorf("A record is not an event of ours and goes to the dead-letter topic: topic=%s partition=%d offset=%d"
                + " reason=%s", record.topic(), record.partition(), record.offset(), why);
        return new Outcome.DeadLetter(record, why);
    }

    private Outcome decided(ConsumerRecord<String, byte[]> record, Case question, OptionalLong deferredAt) {
        for (int attempt = 1; attempt <= attempts; attempt++) {
            try {
                return decidedOnce(record, question, deferredAt);
            } catch (RuntimeException | StackOverflowError | LinkageError e) {
                metrics.counter("hallmark.judgement.failed").increment();
                LOG.errorf(e, "Judging failed, which is a fault of the verifier and no verdict: %s=%s event=%s attempt=%d of=%d",
                        question.kind(), question.id(), header(record, "ce_id"), attempt, attempts);
            }
        }
        metrics.counter("hallmark.judgement.abandoned").increment();
        return new Outcome.DeadLetter(
                record, "judging " + question.kind() + " " + question.id() + " failed " + attempts + " times");
    }

    private Outcome decidedOnce(ConsumerRecord<String, byte[]> record, Case question, OptionalLong deferredAt) {
        Timer.Sample sample = Timer.start(metrics);
        Judgement judgement = question.judge().get();
        Optional<Outcome> deferred = deferred(record, question, judgement, deferredAt);
        if (deferred.isPresent()) {
            return deferred.get();
        }
        Verdict verdict = judgement.verdict();
        Outcome.Judged judged = new Outcome.Judged(codec.write(
                replyId(question), SOURCE, clock.instant(), question.reply().apply(judgement)));
        String outcome = outcome(verdict);
        String code = verdict instanceof Verdict.Rejected(RejectionCode rejected, _, _) ? rejected.code() : "none";
        long nanoseconds = sample.stop(metrics.timer("hallmark." + question.kind() + ".judged", "outcome", outcome));
        metrics.counter("hallmark.verdict.reached", "kind", question.kind(), "outcome", outcome, "code", code).increment();
        LOG.infof("Verdict reached: outcome=%s code=%s project=%s file=%s %s=%s microseconds=%d%s",
                outcome, code, question.project(), question.file().filename(), question.kind(), question.id(), nanoseconds / 1_000,
                verdict instanceof Verdict.Rejected rejected ? " sentence=" + rejected.sentence() : "");
        return judged;
    }

    /// A refusal that a newer trust root could undo is none before that root was read again. A root that never is has no
    /// newer one.
    private Optional<Outcome> deferred(
            ConsumerRecord<String, byte[]> record, Case question, Judgement judgement, OptionalLong deferredAt) {
        if (judgement.trustRoot() == null || !judgement.dependsOnTrustRoot()) {
            return Optional.empty();
        }
        String root = judgement.trustRoot().name();
        Optional<Long> refreshes = trustRoots.refreshes(root);
        if (refreshes.isEmpty() || (deferredAt.isPresent() && refreshes.get() > deferredAt.getAsLong())) {
            return Optional.empty();
        }
        metrics.counter("hallmark.verdict.deferred", "trust.root", root).increment();
        LOG.infof("A refusal waits for the next refresh of a trust root: name=%s project=%s %s=%s",
                root, question.project(), question.kind(), question.id());
        return Optional.of(new Outcome.Deferred(record, root, deferredAt.orElse(refreshes.get())));
    }

    /// The event's id is made of the question's, so that a verdict delivered or made twice is recognised.
    private static UUID replyId(Case question) {
        return UUID.nameUUIDFromBytes(question.key().getBytes(StandardCharsets.UTF_8));
    }

    private static String outcome(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Verified _ -> "verified";
            case Verdict.Unattested _ -> "unattested";
            case Verdict.Rejected _ -> "rejected";
        };
    }
}
