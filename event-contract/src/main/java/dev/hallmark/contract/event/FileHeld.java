package dev.hallmark.contract.event;

import dev.hallmark.contract.DistributionFilename;
import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Version;
import java.time.Instant;
import java.util.UUID;

/// A file passed verification and waits, unseen, for an owner other than its uploader.
///
/// @param code stable: `provenance-lost` or `provenance-changed`
/// @param expected in plain words, what the release before had
/// @param actual in plain words, what this file has
public record FileHeld(
        UUID uploadId,
        ProjectName project,
        Version version,
        String filename,
        String code,
        String expected,
        String actual,
        Instant heldAt)
        implements Event {

    public FileHeld {
        DistributionFilename.parse(filename, project, version).orThrow();
    }
}
