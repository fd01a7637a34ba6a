package dev.hallmark.verifier.command;

import dev.hallmark.contract.event.Verdict;
import dev.hallmark.contract.event.VerifiedAttestation;

/// What was found out about one attestation of a provenance object.
///
/// @param place of the attestation
record Finding(Provenance.Part place, Outcome outcome) {

    sealed interface Outcome {

        /// By the named publisher, about the file, and true.
        record Verified(VerifiedAttestation attestation) implements Outcome {}

        /// By the named publisher or by nobody that can be told, and refused.
        record Refused(Verdict.Rejected why) implements Outcome {}

        /// Its certificate names somebody else, so it says nothing about what the named publisher made.
        record ByAnother(Verdict.Rejected why) implements Outcome {}
    }
}
