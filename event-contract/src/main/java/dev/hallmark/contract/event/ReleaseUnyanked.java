package dev.hallmark.contract.event;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Version;
import java.time.Instant;

/// A release is no longer yanked.
///
/// @param by who did it, for people
public record ReleaseUnyanked(ProjectName project, Version version, Instant at, String by) implements Event {}
