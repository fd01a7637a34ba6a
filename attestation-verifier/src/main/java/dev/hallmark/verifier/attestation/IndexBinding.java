package dev.hallmark.verifier.attestation;

import static dev.hallmark.contract.RejectionCode.INDEX_MISMATCH;

import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.refusal.Quoted;

/// Which index publish attestations have to name in their predicate, `{"index": url}`: an extension of PEP 740, whose
/// attestations name none, so that one that was made for another index can't be replayed here.
public sealed interface IndexBinding {

    /// None. An attestation that names an index was meant for that one alone, and who didn't ask for it can't say that
    /// it is this one.
    record Unbound() implements IndexBinding {}

    /// Exactly this URL.
    record To(String index) implements IndexBinding {}

    /// Any or none: it was decided before.
    record Settled() implements IndexBinding {}

    /// @param index as the attestation spells it; empty when it names none
    default Checked<String> admit(String index) {
        return switch (this) {
            case Unbound _ when !index.isEmpty() ->
                Checked.refused(
                        INDEX_MISMATCH,
                        "a publish attestation that names no index, as the project asks for none",
                        "one for index " + Quoted.of(index));
            case To(String expected) when !index.equals(expected) ->
                Checked.refused(
                        INDEX_MISMATCH,
                        "a publish attestation for index " + expected,
                        index.isEmpty() ? "one that names no index" : "one for index " + Quoted.of(index));
            case Unbound _, To _, Settled _ -> Checked.passed(index);
        };
    }
}
