package dev.hallmark.contract.event;

import dev.hallmark.contract.ProjectName;
import java.time.Instant;
import java.util.UUID;

/// An owner other than the uploader decided about a held file.
///
/// @param approved whether it is published; else it is refused for ever
/// @param by who did it, for people
public record HoldDecided(ProjectName project, UUID uploadId, boolean approved, Instant at, String by) implements Event {}
