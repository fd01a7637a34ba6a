package dev.hallmark.provenance.history;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.hallmark.contract.ProjectPolicy;
import dev.hallmark.contract.ProjectStatus;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.RejectionCode;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.Version;
import dev.hallmark.contract.event.PendingPublisherRemoved;
import dev.hallmark.contract.event.ProvenanceChanged;
import dev.hallmark.provenance.urls.UrlDecision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One thing that happened to a project, as it is told to everybody; a publisher in it is the whole publisher.
///
/// Kinds and members are only ever added.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = HistoryEntry.ProjectCreated.class, name = "project-created"),
    @JsonSubTypes.Type(value = HistoryEntry.StatusChanged.class, name = "project-status-changed"),
    @JsonSubTypes.Type(value = HistoryEntry.PolicyChanged.class, name = "policy-changed"),
    @JsonSubTypes.Type(value = HistoryEntry.PublisherAdded.class, name = "publisher-added"),
    @JsonSubTypes.Type(value = HistoryEntry.PublisherRemoved.class, name = "publisher-removed"),
    @JsonSubTypes.Type(value = HistoryEntry.PendingPublisherAdded.class, name = "pending-publisher-added"),
    @JsonSubTypes.Type(value = HistoryEntry.PendingPublisherGone.class, name = "pending-publisher-removed"),
    @JsonSubTypes.Type(value = HistoryEntry.PublisherReified.class, name = "publisher-reified"),
    @JsonSubTypes.Type(value = HistoryEntry.UploadTokenMinted.class, name = "upload-token-minted"),
    @JsonSubTypes.Type(value = HistoryEntry.FilePublished.class, name = "file-published"),
    @JsonSubTypes.Type(value = HistoryEntry.FileRefused.class, name = "file-refused"),
    @JsonSubTypes.Type(value = HistoryEntry.FileHeld.class, name = "file-held"),
    @JsonSubTypes.Type(value = HistoryEntry.HoldDecided.class, name = "hold-decided"),
    @JsonSubTypes.Type(value = HistoryEntry.FileDeleted.class, name = "file-deleted"),
    @JsonSubTypes.Type(value = HistoryEntry.FileQuarantined.class, name = "file-quarantined"),
    @JsonSubTypes.Type(value = HistoryEntry.FileUnquarantined.class, name = "file-unquarantined"),
    @JsonSubTypes.Type(value = HistoryEntry.ReleaseYanked.class, name = "release-yanked"),
    @JsonSubTypes.Type(value = HistoryEntry.ReleaseUnyanked.class, name = "release-unyanked"),
    @JsonSubTypes.Type(value = HistoryEntry.UrlsDecided.class, name = "urls-decided"),
    @JsonSubTypes.Type(value = HistoryEntry.ProvenanceChange.class, name = "provenance-changed"),
    @JsonSubTypes.Type(value = HistoryEntry.AttestationsAdded.class, name = "attestations-added"),
    @JsonSubTypes.Type(value = HistoryEntry.AttestationsRefused.class, name = "attestations-refused"),
    @JsonSubTypes.Type(value = HistoryEntry.VerdictChanged.class, name = "verdict-changed")
})
public sealed interface HistoryEntry {

    record ProjectCreated(String spelling, String by) implements HistoryEntry {}

    record StatusChanged(ProjectStatus status, @Nullable String reason, String by) implements HistoryEntry {}

    record PolicyChanged(ProjectPolicy policy, String by) implements HistoryEntry {}

    record PublisherAdded(UUID publisherId, Publisher publisher, String by) implements HistoryEntry {}

    record PublisherRemoved(UUID publisherId, Publisher publisher, String by) implements HistoryEntry {}

    record PendingPublisherAdded(UUID publisherId, Publisher publisher, Instant expiresAt, String by)
            implements HistoryEntry {}

    record PendingPublisherGone(
            UUID publisherId, Publisher publisher, PendingPublisherRemoved.Reason reason, String by)
            implements HistoryEntry {}

    /// A pending publisher created the project.
    record PublisherReified(UUID publisherId, Publisher publisher) implements HistoryEntry {}

    /// @param claims those that name the build
    record UploadTokenMinted(
            UUID publisherId, Publisher publisher, UUID tokenId, Map<String, String> claims, Instant expiresAt)
            implements HistoryEntry {}

    record FilePublished(Version version, String filename, Sha256 sha256, boolean attested, UploadedBy uploadedBy)
            implements HistoryEntry {}

    /// The file itself is shown nowhere.
    ///
    /// @param code why, in a stable word; the texts of the refusal stay between the index and the uploader
    record FileRefused(Version version, String filename, Sha256 sha256, String code, UploadedBy uploadedBy)
            implements HistoryEntry {}

    /// The file is shown nowhere until an owner decides.
    ///
    /// @param code why, in a stable word
    record FileHeld(
            Version version,
            String filename,
            Sha256 sha256,
            String code,
            String expected,
            String actual,
            UploadedBy uploadedBy)
            implements HistoryEntry {}

    record HoldDecided(Version version, String filename, Sha256 sha256, boolean approved, String by)
            implements HistoryEntry {}

    record FileDeleted(Version version, String filename, Sha256 sha256, String by) implements HistoryEntry {}

    record FileQuarantined(Version version, String filename, Sha256 sha256, String reason, String by)
            implements HistoryEntry {}

    record FileUnquarantined(Version version, String filename, Sha256 sha256, String by) implements HistoryEntry {}

    record ReleaseYanked(Version version, @Nullable String reason, String by) implements HistoryEntry {}

    record ReleaseUnyanked(Version version, String by) implements HistoryEntry {}

    record UrlsDecided(Version version, UrlDecision decision) implements HistoryEntry {}

    /// @param before the release it was compared with
    /// @param publishersBefore who attested that
    /// @param publishers who attests this file; empty for nobody
    /// @param warned whether the project's policy asks to warn of it
    record ProvenanceChange(
            Version version,
            Version before,
            ProvenanceChanged.Kind change,
            List<Publisher> publishersBefore,
            List<Publisher> publishers,
            String filename,
            boolean warned)
            implements HistoryEntry {}

    record AttestationsAdded(
            UUID submissionId,
            String filename,
            ProjectPolicy.Attester submitter,
            List<String> predicateTypes,
            Instant submittedAt,
            String verifier,
            String policy)
            implements HistoryEntry {}

    /// Nothing of the submission is served.
    ///
    /// @param code why, in a stable word
    record AttestationsRefused(
            UUID submissionId,
            String filename,
            ProjectPolicy.Attester submitter,
            String code,
            Instant submittedAt,
            String verifier,
            String policy)
            implements HistoryEntry {}

    /// @param identity whose attestations they were found to be
    /// @param holds whether they do now
    /// @param code why they don't; null when they do
    record VerdictChanged(
            UUID reviewId,
            String filename,
            Publisher identity,
            boolean holds,
            @Nullable RejectionCode code,
            String verifier,
            String policy)
            implements HistoryEntry {}
}
