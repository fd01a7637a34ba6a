package dev.hallmark.contract.event;

import java.util.Arrays;
import java.util.Optional;

/// The kinds of [Event]: the CloudEvents `type`, where it travels, its record and the version of its schema.
public enum EventType {
    UPLOAD_STAGED("hallmark.upload.staged", 1, Topic.UPLOADS, UploadStaged.class),
    VERDICT_REACHED("hallmark.verdict.reached", 1, Topic.VERDICTS, VerdictReached.class),
    PROJECT_CREATED("hallmark.project.created", 1, Topic.PROJECTS, ProjectCreated.class),
    PUBLISHER_ADDED("hallmark.publisher.added", 1, Topic.PROJECTS, PublisherAdded.class),
    PUBLISHER_REMOVED("hallmark.publisher.removed", 1, Topic.PROJECTS, PublisherRemoved.class),
    FILE_PUBLISHED("hallmark.file.published", 1, Topic.PROVENANCE_EVENTS, FilePublished.class);

    private final String wireName;
    private final int schemaVersion;
    private final Topic topic;
    private final Class<? extends Event> record;

    EventType(String wireName, int schemaVersion, Topic topic, Class<? extends Event> record) {
        this.wireName = wireName;
        this.schemaVersion = schemaVersion;
        this.topic = topic;
        this.record = record;
    }

    /// The CloudEvents `type` attribute.
    public String wireName() {
        return wireName;
    }

    /// Raised only with a change that an older reader could misunderstand; added members don't count.
    public int schemaVersion() {
        return schemaVersion;
    }

    public Topic topic() {
        return topic;
    }

    Class<? extends Event> record() {
        return record;
    }

    static Optional<EventType> ofWireName(String wireName) {
        return Arrays.stream(values()).filter(type -> type.wireName.equals(wireName)).findFirst();
    }
}
