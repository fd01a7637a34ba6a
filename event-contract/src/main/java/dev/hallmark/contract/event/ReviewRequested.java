package dev.hallmark.contract.event;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Publisher;
import java.time.Instant;
import java.util.UUID;

/// provenance-store wants attestations that were verified to be verified again, from what it has stored: a trust root
/// or a policy changed, or an identity was compromised.
///
/// @param reviewId names the review, which may ask about many files
/// @param file as it was staged
/// @param identity whose attestations they were found to be
/// @param attestations JSON array of the attestation objects, each as it was sent
public record ReviewRequested(
        UUID reviewId, StagedFile file, Publisher identity, String attestations, Instant requestedAt) implements Event {

    @Override
    public ProjectName project() {
        return file.project();
    }
}
