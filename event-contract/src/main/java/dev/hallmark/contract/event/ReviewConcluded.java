package dev.hallmark.contract.event;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Publisher;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// attestation-verifier verified attestations again.
///
/// @param identity whose attestations they were found to be
/// @param verdict what it would be today
/// @param verifier name and version of the program that decided
/// @param policy version of the verification policy it decided by
/// @param trustRoot the one that may vouch for the identity's issuer; null where none was asked
public record ReviewConcluded(
        UUID reviewId,
        UUID uploadId,
        ProjectName project,
        Publisher identity,
        Verdict verdict,
        String verifier,
        String policy,
        VerifiedAttestation.@Nullable TrustRoot trustRoot)
        implements Event {

    public ReviewConcluded {
        Verdict.requireAttested(verdict);
    }
}
