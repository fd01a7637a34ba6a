package dev.hallmark.provenance.catalogue;

import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.provenance.urls.UrlDecision;
import java.time.Instant;
import java.util.List;

/// Everything that is known of a published file.
///
/// @param attestations all of them verified and none fallen since: those that came with the file, in the uploader's order,
///     then those that were added later
/// @param fallen those that were verified, and no longer hold: never to be served as provenance
/// @param verifier name and version of the program that decided
/// @param policy version of the verification policy it decided by
public record PublishedFile(
        StagedFile staged,
        FileState state,
        List<RecordedAttestation> attestations,
        List<RecordedAttestation> fallen,
        Instant publishedAt,
        String verifier,
        String policy) {

    public PublishedFile {
        attestations = List.copyOf(attestations);
        fallen = List.copyOf(fallen);
    }

    /// Of the attestations that came with the file: what is added later proves nothing about its release's URLs.
    public List<UrlDecision.Proof> proofs() {
        return attestations.stream()
                .filter(attestation -> attestation.late() == null)
                .map(RecordedAttestation::facts)
                .map(facts -> new UrlDecision.Proof(
                        facts.predicateType(),
                        facts.logEntry().logId(),
                        facts.logEntry().logIndex(),
                        facts.signedAt()))
                .toList();
    }
}
