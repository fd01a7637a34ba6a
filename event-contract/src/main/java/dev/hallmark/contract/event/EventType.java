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
    FILE_PUBLISHED("hallmark.file.published", 1, Topic.PROVENANCE_EVENTS, FilePublished.class),
    ATTESTATIONS_SUBMITTED("hallmark.attestations.submitted", 1, Topic.UPLOADS, AttestationsSubmitted.class),
    SUBMISSION_JUDGED("hallmark.submission.judged", 1, Topic.VERDICTS, SubmissionJudged.class),
    REVIEW_REQUESTED("hallmark.review.requested", 1, Topic.REVIEWS, ReviewRequested.class),
    REVIEW_CONCLUDED("hallmark.review.concluded", 1, Topic.VERDICTS, ReviewConcluded.class),
    PENDING_PUBLISHER_ADDED("hallmark.pending-publisher.added", 1, Topic.PROJECTS, PendingPublisherAdded.class),
    PENDING_PUBLISHER_REMOVED("hallmark.pending-publisher.removed", 1, Topic.PROJECTS, PendingPublisherRemoved.class),
    PUBLISHER_REIFIED("hallmark.publisher.reified", 1, Topic.PROJECTS, PublisherReified.class),
    UPLOAD_TOKEN_MINTED("hallmark.upload-token.minted", 1, Topic.PROJECTS, UploadTokenMinted.class),
    RELEASE_YANKED("hallmark.release.yanked", 1, Topic.PROJECTS, ReleaseYanked.class),
    RELEASE_UNYANKED("hallmark.release.unyanked", 1, Topic.PROJECTS, ReleaseUnyanked.class),
    FILE_DELETED("hallmark.file.deleted", 1, Topic.PROJECTS, FileDeleted.class),
    PROJECT_STATUS_CHANGED("hallmark.project-status.changed", 1, Topic.PROJECTS, ProjectStatusChanged.class),
    POLICY_CHANGED("hallmark.policy.changed", 1, Topic.PROJECTS, PolicyChanged.class),
    HOLD_DECIDED("hallmark.hold.decided", 1, Topic.PROJECTS, HoldDecided.class),
    FILE_REJECTED("hallmark.file.rejected", 1, Topic.PROVENANCE_EVENTS, FileRejected.class),
    FILE_HELD("hallmark.file.held", 1, Topic.PROVENANCE_EVENTS, FileHeld.class),
    URL_VERIFIED("hallmark.url.verified", 1, Topic.PROVENANCE_EVENTS, UrlVerified.class),
    PROVENANCE_CHANGED("hallmark.provenance.changed", 1, Topic.PROVENANCE_EVENTS, ProvenanceChanged.class),
    ATTESTATIONS_ADDED("hallmark.attestations.added", 1, Topic.PROVENANCE_EVENTS, AttestationsAdded.class),
    VERDICT_CHANGED("hallmark.verdict.changed", 1, Topic.PROVENANCE_EVENTS, VerdictChanged.class),
    FILE_QUARANTINED("hallmark.file.quarantined", 1, Topic.PROVENANCE_EVENTS, FileQuarantined.class),
    FILE_UNQUARANTINED("hallmark.file.unquarantined", 1, Topic.PROVENANCE_EVENTS, FileUnquarantined.class);

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
