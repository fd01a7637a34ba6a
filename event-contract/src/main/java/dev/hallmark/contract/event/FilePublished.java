package dev.hallmark.contract.event;

import dev.hallmark.contract.DistributionFilename;
import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.Version;
import java.time.Instant;
import java.util.UUID;

/// provenance-store shows the file: from now on it can be read back through the Simple API.
///
/// @param attested whether verified provenance is served with it
public record FilePublished(
        UUID uploadId,
        ProjectName project,
        Version version,
        String filename,
        Sha256 sha256,
        boolean attested,
        Instant publishedAt)
        implements Event {

    public FilePublished {
        DistributionFilename.parse(filename, project, version).orThrow();
    }
}
