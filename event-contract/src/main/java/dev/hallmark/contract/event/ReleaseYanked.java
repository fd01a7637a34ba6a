package dev.hallmark.contract.event;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// All files of a release, those to come included, are to be ignored by installers that were not asked for exactly this
/// release (PEP 592).
///
/// @param reason for people
/// @param by who did it, for people
public record ReleaseYanked(ProjectName project, Version version, @Nullable String reason, Instant at, String by)
        implements Event {}
