package dev.hallmark.contract.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.hallmark.contract.RejectionCode;
import java.util.List;

/// What the verifier decided about one staged file. There is no fourth outcome: trouble of our own is never a verdict.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Verdict.Verified.class, name = "verified"),
    @JsonSubTypes.Type(value = Verdict.Unattested.class, name = "unattested"),
    @JsonSubTypes.Type(value = Verdict.Rejected.class, name = "rejected")
})
public sealed interface Verdict {

    /// For a verdict about attestations, of which there were some.
    static void requireAttested(Verdict verdict) {
        if (verdict instanceof Unattested) {
            throw new IllegalArgumentException("expected a verdict about attestations, found one about none");
        }
    }

    /// Every attestation of the upload was verified; there is at least one.
    record Verified(List<VerifiedAttestation> attestations) implements Verdict {
        public Verified {
            attestations = List.copyOf(attestations);
            if (attestations.isEmpty()) {
                throw new IllegalArgumentException("a file without attestations is unattested, never verified");
            }
        }
    }

    /// The upload had no attestations.
    record Unattested() implements Verdict {}

    /// At least one attestation failed, so the whole upload is refused (PEP 740, "Attestation verification").
    ///
    /// @param expected in plain words, what the rule asks for
    /// @param actual in plain words, what the upload has; never a secret
    record Rejected(RejectionCode code, String expected, String actual) implements Verdict {

        /// One sentence for people, such as for an HTTP reason phrase.
        public String sentence() {
            return code.code() + ": expected " + expected + ", found " + actual;
        }
    }
}
