package dev.hallmark.provenance.history;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.Version;
import dev.hallmark.provenance.urls.UrlDecision;
import java.util.UUID;

/// One thing that happened to a project, as it is told to everybody; a publisher in it is the whole publisher.
///
/// Kinds and members are only ever added.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = HistoryEntry.ProjectCreated.class, name = "project-created"),
    @JsonSubTypes.Type(value = HistoryEntry.PublisherAdded.class, name = "publisher-added"),
    @JsonSubTypes.Type(value = HistoryEntry.PublisherRemoved.class, name = "publisher-removed"),
    @JsonSubTypes.Type(value = HistoryEntry.FilePublished.class, name = "file-published"),
    @JsonSubTypes.Type(value = HistoryEntry.FileRefused.class, name = "file-refused"),
    @JsonSubTypes.Type(value = HistoryEntry.UrlsDecided.class, name = "urls-decided")
})
public sealed interface HistoryEntry {

    record ProjectCreated(String spelling, String by) implements HistoryEntry {}

    record PublisherAdded(UUID publisherId, Publisher publisher, String by) implements HistoryEntry {}

    record PublisherRemoved(UUID publisherId, Publisher publisher, String by) implements HistoryEntry {}

    record FilePublished(Version version, String filename, Sha256 sha256, boolean attested, UploadedBy uploadedBy)
            implements HistoryEntry {}

    /// The file itself is shown nowhere.
    ///
    /// @param code why, in a stable word; the texts of the refusal stay between the index and the uploader
    record FileRefused(Version version, String filename, Sha256 sha256, String code, UploadedBy uploadedBy)
            implements HistoryEntry {}

    record UrlsDecided(Version version, UrlDecision decision) implements HistoryEntry {}
}
