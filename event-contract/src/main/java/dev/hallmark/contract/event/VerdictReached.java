package dev.hallmark.contract.event;

import dev.hallmark.contract.ProjectName;

/// attestation-verifier decided about one staged file. Each accepted upload reaches exactly one verdict; the event may
/// be delivered, or even made, more than once, and then says the same.
///
/// @param verifier name and version of the program that decided
/// @param policy version of the verification policy it decided by
public record VerdictReached(StagedFile file, Verdict verdict, String verifier, String policy) implements Event {

    @Override
    public ProjectName project() {
        return file.project();
    }
}
