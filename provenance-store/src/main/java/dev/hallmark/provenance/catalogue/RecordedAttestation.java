package dev.hallmark.provenance.catalogue;

import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.RejectionCode;
import dev.hallmark.contract.event.VerifiedAttestation;
import dev.hallmark.contract.event.VerifiedAttestation.CertificateFacts;
import dev.hallmark.contract.event.VerifiedAttestation.LogEntry;
import dev.hallmark.contract.event.VerifiedAttestation.TrustRoot;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An attestation of a published file.
///
/// @param json the attestation object as it was sent, character for character
/// @param identity whose it was found to be, by value: the uploading publisher's, or that of who added it later
/// @param late null for one that came with the file
/// @param holds whether it stood every review since; only what holds may be served as verified
/// @param fallenBy why it no longer holds; null while it does
/// @param verifier name and version of the program that judged it last
/// @param policy version of the verification policy it did so by
public record RecordedAttestation(
        String json,
        Facts facts,
        Publisher identity,
        @Nullable Late late,
        boolean holds,
        @Nullable RejectionCode fallenBy,
        String verifier,
        String policy) {

    /// @param submitter the name under which the project lists who added it, such as `rebuilder`
    /// @param at when the store took it
    public record Late(UUID submissionId, String submitter, Instant at) {}

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
