package dev.hallmark.contract.event;

import dev.hallmark.contract.ProjectName;

/// A fact, in the past tense, that carries by value all that its reader needs.
public sealed interface Event
        permits UploadStaged, VerdictReached, ProjectCreated, PublisherAdded, PublisherRemoved, FilePublished {

    /// The project that the fact is about; its normalised name is the key of the record.
    ProjectName project();

    default EventType type() {
        return switch (this) {
            case UploadStaged _ -> EventType.UPLOAD_STAGED;
            case VerdictReached _ -> EventType.VERDICT_REACHED;
            case ProjectCreated _ -> EventType.PROJECT_CREATED;
            case PublisherAdded _ -> EventType.PUBLISHER_ADDED;
            case PublisherRemoved _ -> EventType.PUBLISHER_REMOVED;
            case FilePublished _ -> EventType.FILE_PUBLISHED;
        };
    }
}
