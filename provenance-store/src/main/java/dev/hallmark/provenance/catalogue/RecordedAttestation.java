package dev.hallmark.provenance.catalogue;

import dev.hallmark.contract.event.VerifiedAttestation;
import dev.hallmark.contract.event.VerifiedAttestation.CertificateFacts;
import dev.hallmark.contract.event.VerifiedAttestation.LogEntry;
import dev.hallmark.contract.event.VerifiedAttestation.TrustRoot;
import java.time.Instant;

/// An attestation of a published file.
///
/// @param json the attestation object as the uploader sent it, character for character
public record RecordedAttestation(String json, Facts facts) {

    /// What the verification of the attestation established.
    public record Facts(
            String predicateType,
            CertificateFacts certificate,
            LogEntry logEntry,
            Instant signedAt,
            TrustRoot trustRoot) {

        static Facts of(VerifiedAttestation attestation) {
            return new Facts(
                    attestation.predicateType(),
                    attestation.certificate(),
                    attestation.logEntry(),
                    attestation.signedAt(),
                    attestation.trustRoot());
        }
    }
}
