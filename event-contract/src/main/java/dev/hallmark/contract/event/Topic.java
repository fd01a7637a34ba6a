package dev.hallmark.contract.event;

/// The Kafka topics and what flows on them.
public enum Topic {
    /// upload-service → attestation-verifier: [UploadStaged].
    UPLOADS("uploads"),
    /// attestation-verifier → upload-service and provenance-store: [VerdictReached].
    VERDICTS("verdicts"),
    /// upload-service → provenance-store: [ProjectCreated], [PublisherAdded], [PublisherRemoved].
    PROJECTS("projects"),
    /// provenance-store → upload-service and whoever wants to know: [FilePublished].
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
