package dev.hallmark.contract.event;

import dev.hallmark.contract.DistributionFilename;
import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.RejectionCode;
import dev.hallmark.contract.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A review came to another verdict about attestations than the one on record: they are no longer served as verified,
/// or are so again.
///
/// @param identity whose attestations they are, by value
/// @param valid whether they hold now
/// @param code why they don't; null when they do
public record VerdictChanged(
        UUID reviewId,
        UUID uploadId,
        ProjectName project,
        Version version,
        String filename,
        Publisher identity,
        boolean valid,
        @Nullable RejectionCode code,
        Instant at)
        implements Event {

    public VerdictChanged {
        DistributionFilename.parse(filename, project, version).orThrow();
        if (valid != (code == null)) {
            throw new IllegalArgumentException("expected a rejection code for attestations that don't hold, and none else");
        }
    }
}
