package dev.hallmark.upload.publishers;

import dev.hallmark.upload.projects.Project;

/// The right of a publisher's jobs to upload to one project.
public record Opening(RegisteredPublisher publisher, Project project) {}
