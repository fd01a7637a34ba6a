package dev.hallmark.contract.event;

import dev.hallmark.contract.DistributionFilename;
import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Version;
import java.time.Instant;
import java.util.UUID;

/// A published file is thought to be unsafe: it is in no listing and cannot be downloaded.
///
/// @param reason for people
/// @param by who did it, for people
public record FileQuarantined(
        UUID uploadId, ProjectName project, Version version, String filename, String reason, Instant at, String by)
        implements Event {

    public FileQuarantined {
        DistributionFilename.parse(filename, project, version).orThrow();
    }
}
