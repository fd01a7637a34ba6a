package dev.hallmark.upload.publishers;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.upload.projects.Project;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What a registration opens.
sealed interface Scope {

    record OneProject(Project project) implements Scope {}

    /// All projects of the organisation, whenever they joined.
    record AllOf(Organization organization) implements Scope {}

    /// A project that does not exist yet: the first job that comes creates it. Reserves nothing.
    ///
    /// @param spelling the name as it will be written
    /// @param registrant becomes the project's owner; empty for the administrator
    /// @param expiresAt from then on it creates no project
    record ToCome(ProjectName project, String spelling, Optional<UUID> registrant, Instant expiresAt) implements Scope {}
}
