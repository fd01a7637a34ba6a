package dev.hallmark.contract.event;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.ProjectPolicy;
import java.time.Instant;
import java.util.UUID;

/// upload-service accepted further attestations for a published file; they await their verdict.
///
/// @param submissionId names this submission
/// @param file the file they have to be about, as it was staged
/// @param submitter who vouches, with identity by value
/// @param attestations the attestations as they were sent, a JSON array, character for character and unparsed
/// @param policy the project's policy at the moment of the submission
public record AttestationsSubmitted(
        UUID submissionId,
        StagedFile file,
        ProjectPolicy.Attester submitter,
        String attestations,
        ProjectPolicy policy,
        Instant submittedAt)
        implements Event {

    @Override
    public ProjectName project() {
        return file.project();
    }
}
