package dev.hallmark.contract.event;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.ProjectStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A project's status changed (PEP 792).
///
/// @param reason for people
/// @param by who did it, for people
public record ProjectStatusChanged(
        ProjectName project, ProjectStatus status, @Nullable String reason, Instant at, String by) implements Event {}
