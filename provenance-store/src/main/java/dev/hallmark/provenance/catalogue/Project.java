package dev.hallmark.provenance.catalogue;

import dev.hallmark.contract.ProjectName;

/// A project that readers can see.
///
/// @param spelling the name as its owners write it
/// @param serial of the last visible change
public record Project(ProjectName name, String spelling, long serial) {}
