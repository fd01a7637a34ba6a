package dev.hallmark.provenance.catalogue;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.ProjectStatus;
import org.jspecify.annotations.Nullable;

/// A project that readers can see.
///
/// @param spelling the name as its owners write it
/// @param serial of the last visible change
/// @param statusReason for people
public record Project(
        ProjectName name, String spelling, long serial, ProjectStatus status, @Nullable String statusReason) {}
