package dev.hallmark.verifier.bundle;

import dev.hallmark.contract.event.VerifiedAttestation;
import java.time.Instant;
import java.util.Optional;

/// A bundle that passed, with what its verification established.
///
/// @param predicateType of a signed statement; empty when the file itself was signed
/// @param signedAt the proven time of signing
public record VerifiedBundle(
        Optional<String> predicateType,
        VerifiedAttestation.CertificateFacts certificate,
        VerifiedAttestation.LogEntry logEntry,
        Instant signedAt,
        VerifiedAttestation.TrustRoot trustRoot) {}
