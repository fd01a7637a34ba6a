package dev.hallmark.verifier.service;

import dev.hallmark.contract.RejectionCode;
import dev.hallmark.contract.event.EventCodec;
import dev.hallmark.contract.event.EventRecord;
import dev.hallmark.contract.event.Received;
import dev.hallmark.contract.event.UploadStaged;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.contract.event.VerdictReached;
import dev.hallmark.verifier.verification.Judge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Makes one [Outcome] of one record, whatever the record is and whatever goes wrong with it: the boundary behind which
/// a fault in judging one upload stays.
@Singleton
final class UploadJudgement {

    private static final Logger LOG = Logger.getLogger(UploadJudgement.class);
    private static final String SOURCE = "attestation-verifier";

    private final EventCodec codec = new EventCodec();
    private final Judge judge;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final int attempts;
    private final String verifier;

    UploadJudgement(
            Judge judge,
            Clock clock,
            MeterRegistry metrics,
            VerifierConfiguration configuration,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.judge = judge;
        this.clock = clock;
        this.metrics = metrics;
        this.attempts = configuration.verification().attempts();
        this.verifier = SOURCE + " " + version;
        if (attempts < 1) {
            throw new IllegalArgumentException("hallmark.verification.attempts: expected at least 1, found " + attempts);
        }
    }

    Outcome outcome(ConsumerRecord<String, byte[]> record) {
        return switch (read(record)) {
            case Received.Accepted(UUID eventId, _, UploadStaged upload) -> judged(record, eventId, upload);
            case Received.Accepted(UUID _, _, _) -> refused(record, "expected an upload that was staged");
            case Received.Refused(String why) -> refused(record, why);
        };
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

    private Outcome.DeadLetter refused(ConsumerRecord<String, byte[]> record, String why) {
        metrics.counter("hallmark.record.refused").increment();
        LOG.errorf("A record is not an event of ours and goes to the dead-letter topic: topic=%s partition=%d offset=%d"
                + " reason=%s", record.topic(), record.partition(), record.offset(), why);
        return new Outcome.DeadLetter(record, why);
    }

    private Outcome judged(ConsumerRecord<String, byte[]> record, UUID eventId, UploadStaged upload) {
        for (int attempt = 1; attempt <= attempts; attempt++) {
            try {
                return judged(upload);
            } catch (RuntimeException | StackOverflowError | LinkageError e) {
                metrics.counter("hallmark.judgement.failed").increment();
                LOG.errorf(e, "Judging an upload failed, which is a fault of the verifier and no verdict: upload=%s event=%s"
                        + " attempt=%d of=%d", upload.file().uploadId(), eventId, attempt, attempts);
            }
        }
        metrics.counter("hallmark.judgement.abandoned").increment();
        return new Outcome.DeadLetter(record, "judging upload " + upload.file().uploadId() + " failed " + attempts + " times");
    }

    private Outcome.Judged judged(UploadStaged upload) {
        Timer.Sample sample = Timer.start(metrics);
        Verdict verdict = judge.judge(upload);
        EventRecord record = record(upload, verdict);
        String outcome = outcome(verdict);
        String code = verdict instanceof Verdict.Rejected(RejectionCode rejected, _, _) ? rejected.code() : "none";
        long nanoseconds = sample.stop(metrics.timer("hallmark.upload.judged", "outcome", outcome));
        metrics.counter("hallmark.verdict.reached", "outcome", outcome, "code", code).increment();
        LOG.infof("Verdict reached: outcome=%s code=%s project=%s file=%s upload=%s microseconds=%d%s",
                outcome, code, upload.project(), upload.file().filename(), upload.file().uploadId(), nanoseconds / 1_000,
                verdict instanceof Verdict.Rejected rejected ? " sentence=" + rejected.sentence() : "");
        return new Outcome.Judged(record);
    }

    /// The event's id is made of the upload's, so that a verdict delivered or made twice is recognised.
    private EventRecord record(UploadStaged upload, Verdict verdict) {
        UUID id = UUID.nameUUIDFromBytes(("verdict " + upload.file().uploadId()).getBytes(StandardCharsets.UTF_8));
        return codec.write(
                id, SOURCE, clock.instant(), new VerdictReached(upload.file(), verdict, verifier, Judge.POLICY));
    }

    private static String outcome(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Verified _ -> "verified";
            case Verdict.Unattested _ -> "unattested";
            case Verdict.Rejected _ -> "rejected";
        };
    }
}
