package dev.hallmark.provenance.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hallmark.contract.DistributionFilename;
import dev.hallmark.contract.event.Event;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.SubmissionJudged;
import dev.hallmark.contract.event.Uploader;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.contract.event.VerdictReached;
import dev.hallmark.contract.event.VerifiedAttestation;
import java.util.List;
import java.util.Optional;

/// The last look at a verdict before it is recorded for ever. The services before us have checked all of this; a record
/// that fails here was written by something else, or by a bug.
final class Admission {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Admission() {}

    /// What is wrong with the verdict; empty for one that can be recorded.
    static Optional<String> objection(Event event) {
        if (event instanceof VerdictReached reached) {
            return objection(reached);
        }
        return event instanceof SubmissionJudged judged && judged.verdict() instanceof Verdict.Verified verified
                ? objectionTo(verified.attestations())
                : Optional.empty();
    }

    private static Optional<String> objection(VerdictReached reached) {
        return objectionTo(reached.file()).or(() -> objectionTo(reached.verdict(), reached.file().uploader()));
    }

    private static Optional<String> objectionTo(StagedFile file) {
        boolean sdist = DistributionFilename.parse(file.filename()).orThrow() instanceof DistributionFilename.Sdist;
        return sdist && file.coreMetadataSha256() != null
                ? Optional.of("expected core metadata beside wheels only")
                : Optional.empty();
    }

    private static Optional<String> objectionTo(Verdict verdict, Uploader uploader) {
        return switch (verdict) {
            case Verdict.Rejected _, Verdict.Unattested _ -> Optional.empty();
            case Verdict.Verified verified -> switch (uploader) {
                case Uploader.ApiToken _ -> Optional.of("expected attestations of a Trusted Publisher only");
                case Uploader.TrustedPublisher _ -> objectionTo(verified.attestations());
            };
        };
    }

    private static Optional<String> objectionTo(List<VerifiedAttestation> attestations) {
        return attestations.stream().allMatch(Admission::isObject)
                ? Optional.empty()
                : Optional.of("expected each attestation to be one JSON object");
    }

    /// It becomes a part of another JSON text, so it must not be able to end before its end.
    private static boolean isObject(VerifiedAttestation attestation) {
        try {
            return JSON.readTree(attestation.json()).isObject();
        } catch (JsonProcessingException _) {
            return false;
        }
    }
}
