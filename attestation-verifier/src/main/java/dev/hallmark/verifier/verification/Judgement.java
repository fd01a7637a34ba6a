package dev.hallmark.verifier.verification;

import dev.hallmark.contract.event.Verdict;
import dev.hallmark.contract.event.VerifiedAttestation;
import org.jspecify.annotations.Nullable;

/// A verdict and the trust root that was asked for it.
///
/// @param trustRoot the one that may vouch for the issuer in question; null where none was asked
public record Judgement(Verdict verdict, VerifiedAttestation.@Nullable TrustRoot trustRoot) {}
