package dev.hallmark.contract.event;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The kinds of [Event]: the CloudEvents `type`, the version of its schema, its record and the topics it travels on. The
/// first is where its author writes it; where there is a second, provenance-store announces it there again for whoever
/// wants to know, once the index shows what it tells of.
public enum EventType {
    UPLOAD_STAGED("hallmark.upload.staged", 1, UploadStaged.class, Topic.UPLOADS),
    VERDICT_REACHED("hallmark.verdict.reached", 1, VerdictReached.class, Topic.VERDICTS),
    PROJECT_CREATED("hallmark.project.created", 1, ProjectCreated.class, Topic.PROJECTS),
    PUBLISHER_ADDED("hallmark.publisher.added", 1, PublisherAdded.class, Topic.PROJECTS, Topic.PROVENANCE_EVENTS),
    PUBLISHER_REMOVED("hallmark.publisher.removed", 1, PublisherRemoved.class, Topic.PROJECTS, Topic.PROVENANCE_EVENTS),
    FILE_PUBLISHED("hallmark.file.published", 1, FilePublished.class, Topic.PROVENANCE_EVENTS),
    ATTESTATIONS_SUBMITTED("hallmark.attestations.submitted", 1, AttestationsSubmitted.class, Topic.UPLOADS),
    SUBMISSION_JUDGED("hallmark.submission.judged", 1, SubmissionJudged.class, Topic.VERDICTS),
    REVIEW_REQUESTED("hallmark.review.requested", 1, ReviewRequested.class, Topic.REVIEWS),
    REVIEW_CONCLUDED("hallmark.review.concluded", 1, ReviewConcluded.class, Topic.VERDICTS),
    PENDING_PUBLISHER_ADDED("hallmark.pending-publisher.added", 1, PendingPublisherAdded.class, Topic.PROJECTS),
    PENDING_PUBLISHER_REMOVED("hallmark.pending-publisher.removed", 1, PendingPublisherRemoved.class, Topic.PROJECTS),
    PUBLISHER_REIFIED("hallmark.publisher.reified", 1, PublisherReified.class, Topic.PROJECTS, Topic.PROVENANCE_EVENTS),
    UPLOAD_TOKEN_MINTED("hallmark.upload-token.minted", 1, UploadTokenMinted.class, Topic.PROJECTS),
    RELEASE_YANKED("hallmark.release.yanked", 1, ReleaseYanked.class, Topic.PROJECTS, Topic.PROVENANCE_EVENTS),
    RELEASE_UNYANKED("hallmark.release.unyanked", 1, ReleaseUnyanked.class, Topic.PROJECTS, Topic.PROVENANCE_EVENTS),
    FILE_DELETED("hallmark.file.deleted", 1, FileDeleted.class, Topic.PROJECTS, Topic.PROVENANCE_EVENTS),
    PROJECT_STATUS_CHANGED(
            "hallmark.project-status.changed", 1, ProjectStatusChanged.class, Topic.PROJECTS, Topic.PROVENANCE_EVENTS),
    POLICY_CHANGED("hallmark.policy.changed", 1, PolicyChanged.class, Topic.PROJECTS, Topic.PROVENANCE_EVENTS),
    HOLD_DECIDED("hallmark.hold.decided", 1, HoldDecided.class, Topic.PROJECTS),
    FILE_REJECTED("hallmark.file.rejected", 1, FileRejected.class, Topic.PROVENANCE_EVENTS),
    FILE_HELD("hallmark.file.held", 1, FileHeld.class, Topic.PROVENANCE_EVENTS),
    URL_VERIFIED("hallmark.url.verified", 1, UrlVerified.class, Topic.PROVENANCE_EVENTS),
    PROVENANCE_CHANGED("hallmark.provenance.changed", 1, ProvenanceChanged.class, Topic.PROVENANCE_EVENTS),
    ATTESTATIONS_ADDED("hallmark.attestations.added", 1, AttestationsAdded.class, Topic.PROVENANCE_EVENTS),
    VERDICT_CHANGED("hallmark.verdict.changed", 1, VerdictChanged.class, Topic.PROVENANCE_EVENTS),
    FILE_QUARANTINED("hallmark.file.quarantined", 1, FileQuarantined.class, Topic.PROVENANCE_EVENTS),
    FILE_UNQUARANTINED("hallmark.file.unquarantined", 1, FileUnquarantined.class, Topic.PROVENANCE_EVENTS);

    private final String wireName;
    private final int schemaVersion;
    private final Class<? extends Event> record;
    @SuppressWarnings("ImmutableEnumChecker") // List.of makes no other
    private final List<Topic> topics;

    EventType(String wireName, int schemaVersion, Class<? extends Event> record, Topic... topics) {
        this.wireName = wireName;
        this.schemaVersion = schemaVersion;
        this.record = record;
        this.topics = List.of(topics);
    }

    /// The CloudEvents `type` attribute.
    public String wireName() {
        return wireName;
    }

    /// Raised only with a change that an older reader could misunderstand; added members don't count.
    public int schemaVersion() {
        return schemaVersion;
    }

    /// Where the author of such an event writes it.
    public Topic topic() {
        return topics.getFirst();
    }

    /// Every topic on which such an event may be found.
    public List<Topic> topics() {
        return topics;
    }

    boolean travelsOn(String topicName) {
        return topics.stream().anyMatch(topic -> topic.topicName().equals(topicName));
    }

    Class<? extends Event> record() {
        return record;
    }

    static Optional<EventType> ofWireName(String wireName) {
        return Arrays.stream(values()).filter(type -> type.wireName.equals(wireName)).findFirst();
    }
}
