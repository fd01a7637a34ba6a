package dev.hallmark.contract.event;

/// The Kafka topics and what flows on them.
public enum Topic {
    /// upload-service → attestation-verifier: [UploadStaged], [AttestationsSubmitted].
    UPLOADS("uploads"),
    /// attestation-verifier → upload-service and provenance-store: [VerdictReached], [SubmissionJudged], [ReviewConcluded].
    VERDICTS("verdicts"),
    /// provenance-store → attestation-verifier: [ReviewRequested]. Apart, so that a review of many files delays no upload.
    REVIEWS("reviews"),
    /// upload-service → provenance-store: facts about projects, their publishers, policies and releases.
    PROJECTS("projects"),
    /// provenance-store → upload-service and whoever wants to know: what can be read from the index, and again those facts
    /// about projects that others should hear.
    PROVENANCE_EVENTS("provenance-events");

    private final String topicName;

    Topic(String topicName) {
        this.topicName = topicName;
    }

    /// The name on the broker.
    public String topicName() {
        return topicName;
    }
}
