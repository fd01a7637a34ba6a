package dev.hallmark.contract.event;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.ProjectPolicy;
import java.time.Instant;

/// A project asks for something else from now on. Files carry the policy that they were accepted under.
///
/// @param by who did it, for people
public record PolicyChanged(ProjectName project, ProjectPolicy policy, Instant at, String by) implements Event {}
