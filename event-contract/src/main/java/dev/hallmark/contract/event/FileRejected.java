package dev.hallmark.contract.event;

import dev.hallmark.contract.DistributionFilename;
import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Version;
import java.time.Instant;
import java.util.UUID;

/// A file was refused for good and will not be shown.
///
/// @param code stable, such as `signature-invalid`
/// @param expected in plain words
/// @param actual in plain words
public record FileRejected(
        UUID uploadId,
        ProjectName project,
        Version version,
        String filename,
        String code,
        String expected,
        String actual,
        Instant rejectedAt)
        implements Event {

    public FileRejected {
        DistributionFilename.parse(filename, project, version).orThrow();
    }
}
