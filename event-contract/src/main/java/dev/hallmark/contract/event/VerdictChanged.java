package dev.hallmark.contract.event;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.RejectionCode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A review came to another verdict about attestations than the one on record: they are no longer served as verified,
/// or are so again.
///
/// @param valid whether they hold now
/// @param code why they don't; null when they do
public record VerdictChanged(
        UUID reviewId,
        UUID uploadId,
        ProjectName project,
        String filename,
        String identity,
        boolean valid,
        @Nullable RejectionCode code,
        Instant at)
        implements Event {}
