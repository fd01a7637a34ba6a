package dev.hallmark.provenance.catalogue;

import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.provenance.urls.UrlDecision;
import java.time.Instant;
import java.util.List;

/// Everything that is known of a published file.
///
/// @param attestations all of them verified, in the order in which the uploader sent them
/// @param verifier name and version of the program that decided
/// @param policy version of the verification policy it decided by
public record PublishedFile(
        StagedFile staged,
        FileState state,
        List<RecordedAttestation> attestations,
        Instant publishedAt,
        String verifier,
        String policy) {

    public PublishedFile {
        attestations = List.copyOf(attestations);
    }

    public List<UrlDecision.Proof> proofs() {
        return attestations.stream()
                .map(RecordedAttestation::facts)
                .map(facts -> new UrlDecision.Proof(
                        facts.predicateType(),
                        facts.logEntry().logId(),
                        facts.logEntry().logIndex(),
                        facts.signedAt()))
                .toList();
    }
}
