package dev.hallmark.verifier.verification;

import static dev.hallmark.contract.RejectionCode.CERTIFICATE_CHAIN_UNTRUSTED;
import static dev.hallmark.contract.RejectionCode.LOG_UNKNOWN;
import static dev.hallmark.contract.RejectionCode.SCT_INVALID;
import static dev.hallmark.contract.RejectionCode.TIMESTAMP_INVALID;

import dev.hallmark.contract.RejectionCode;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.contract.event.VerifiedAttestation;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A verdict and the trust root that was asked for it.
///
/// @param trustRoot the one that may vouch for the issuer in question; null where none was asked
public record Judgement(Verdict verdict, VerifiedAttestation.@Nullable TrustRoot trustRoot) {

    /// Refusals for which the trust root lacks something, and for all that can be known here will soon have it.
    private static final Set<RejectionCode> OF_UNKNOWN_AUTHORITIES =
            EnumSet.of(LOG_UNKNOWN, CERTIFICATE_CHAIN_UNTRUSTED, SCT_INVALID, TIMESTAMP_INVALID);

    /// Whether a newer trust root could turn the refusal into something else.
    public boolean dependsOnTrustRoot() {
        return verdict instanceof Verdict.Rejected rejected && OF_UNKNOWN_AUTHORITIES.contains(rejected.code());
    }
}
