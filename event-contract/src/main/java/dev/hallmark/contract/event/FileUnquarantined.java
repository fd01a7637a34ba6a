package dev.hallmark.contract.event;

import dev.hallmark.contract.DistributionFilename;
import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Version;
import java.time.Instant;
import java.util.UUID;

/// A quarantined file is shown again.
///
/// @param by who did it, for people
public record FileUnquarantined(
        UUID uploadId, ProjectName project, Version version, String filename, Instant at, String by) implements Event {

    public FileUnquarantined {
        DistributionFilename.parse(filename, project, version).orThrow();
    }
}
