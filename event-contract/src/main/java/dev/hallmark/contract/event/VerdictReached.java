package dev.hallmark.contract.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.hallmark.contract.ProjectName;
import org.jspecify.annotations.Nullable;

/// attestation-verifier decided about one staged file. Each accepted upload reaches exactly one verdict; the event may
/// be delivered, or even made, more than once, and then says the same.
///
/// @param verifier name and version of the program that decided
/// @param policy version of the verification policy it decided by
/// @param trustRoot the one that may vouch for the uploading publisher's issuer; null where none was asked
public record VerdictReached(
        StagedFile file,
        Verdict verdict,
        String verifier,
        String policy,
        VerifiedAttestation.@Nullable TrustRoot trustRoot)
        implements Event {

    @JsonCreator
    public VerdictReached {}

    /// A verdict for which no trust root was asked.
    public VerdictReached(StagedFile file, Verdict verdict, String verifier, String policy) {
        this(file, verdict, verifier, policy, null);
    }

    @Override
    public ProjectName project() {
        return file.project();
    }
}
