package dev.hallmark.contract.event;

import dev.hallmark.contract.DistributionFilename;
import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Version;
import java.time.Instant;
import java.util.UUID;

/// A published file was deleted. Its name never comes back, and its history stays.
///
/// @param by who did it, for people
public record FileDeleted(ProjectName project, Version version, UUID uploadId, String filename, Instant at, String by)
        implements Event {

    public FileDeleted {
        DistributionFilename.parse(filename, project, version).orThrow();
    }
}
