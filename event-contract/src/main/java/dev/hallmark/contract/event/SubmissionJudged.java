package dev.hallmark.contract.event;

import dev.hallmark.contract.DistributionFilename;
import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.ProjectPolicy;
import dev.hallmark.contract.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// attestation-verifier decided about further attestations for a published file. The file itself stays as it is.
///
/// @param verdict of the submission; never unattested
/// @param verifier name and version of the program that decided
/// @param policy version of the verification policy it decided by
/// @param trustRoot the one that may vouch for the submitter's issuer; null where none was asked
public record SubmissionJudged(
        UUID submissionId,
        UUID uploadId,
        ProjectName project,
        Version version,
        String filename,
        ProjectPolicy.Attester submitter,
        Instant submittedAt,
        Verdict verdict,
        String verifier,
        String policy,
        VerifiedAttestation.@Nullable TrustRoot trustRoot)
        implements Event {

    public SubmissionJudged {
        DistributionFilename.parse(filename, project, version).orThrow();
        Verdict.requireAttested(verdict);
    }
}
