package dev.hallmark.contract.event;

import dev.hallmark.contract.ProjectName;
import java.time.Instant;

/// @param spelling the name as its owners write it
/// @param by who created it, for people
public record ProjectCreated(ProjectName project, String spelling, Instant at, String by) implements Event {}
