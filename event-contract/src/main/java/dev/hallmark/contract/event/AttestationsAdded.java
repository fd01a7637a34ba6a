package dev.hallmark.contract.event;

import dev.hallmark.contract.DistributionFilename;
import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.ProjectPolicy;
import dev.hallmark.contract.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Further attestations of a published file passed verification and are served with it.
///
/// @param submissionId names the submission that they came by
/// @param submitter who vouches, with identity by value
/// @param predicateTypes of what was added
public record AttestationsAdded(
        UUID submissionId,
        UUID uploadId,
        ProjectName project,
        Version version,
        String filename,
        ProjectPolicy.Attester submitter,
        List<String> predicateTypes,
        Instant at)
        implements Event {

    public AttestationsAdded {
        DistributionFilename.parse(filename, project, version).orThrow();
        predicateTypes = List.copyOf(predicateTypes);
    }
}
