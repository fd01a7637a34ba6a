package dev.hallmark.contract.event;

import dev.hallmark.contract.ProjectName;

/// A fact, in the past tense, that carries by value all that its reader needs.
public sealed interface Event
        permits UploadStaged,
                VerdictReached,
                ProjectCreated,
                PublisherAdded,
                PublisherRemoved,
                FilePublished,
                AttestationsSubmitted,
                SubmissionJudged,
                ReviewRequested,
                ReviewConcluded,
                PendingPublisherAdded,
                PendingPublisherRemoved,
                PublisherReified,
                UploadTokenMinted,
                ReleaseYanked,
                ReleaseUnyanked,
                FileDeleted,
                ProjectStatusChanged,
                PolicyChanged,
                HoldDecided,
                FileRejected,
                FileHeld,
                UrlVerified,
                ProvenanceChanged,
                AttestationsAdded,
                VerdictChanged,
                FileQuarantined,
                FileUnquarantined {

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
            case AttestationsSubmitted _ -> EventType.ATTESTATIONS_SUBMITTED;
            case SubmissionJudged _ -> EventType.SUBMISSION_JUDGED;
            case ReviewRequested _ -> EventType.REVIEW_REQUESTED;
            case ReviewConcluded _ -> EventType.REVIEW_CONCLUDED;
            case PendingPublisherAdded _ -> EventType.PENDING_PUBLISHER_ADDED;
            case PendingPublisherRemoved _ -> EventType.PENDING_PUBLISHER_REMOVED;
            case PublisherReified _ -> EventType.PUBLISHER_REIFIED;
            case UploadTokenMinted _ -> EventType.UPLOAD_TOKEN_MINTED;
            case ReleaseYanked _ -> EventType.RELEASE_YANKED;
            case ReleaseUnyanked _ -> EventType.RELEASE_UNYANKED;
            case FileDeleted _ -> EventType.FILE_DELETED;
            case ProjectStatusChanged _ -> EventType.PROJECT_STATUS_CHANGED;
            case PolicyChanged _ -> EventType.POLICY_CHANGED;
            case HoldDecided _ -> EventType.HOLD_DECIDED;
            case FileRejected _ -> EventType.FILE_REJECTED;
            case FileHeld _ -> EventType.FILE_HELD;
            case UrlVerified _ -> EventType.URL_VERIFIED;
            case ProvenanceChanged _ -> EventType.PROVENANCE_CHANGED;
            case AttestationsAdded _ -> EventType.ATTESTATIONS_ADDED;
            case VerdictChanged _ -> EventType.VERDICT_CHANGED;
            case FileQuarantined _ -> EventType.FILE_QUARANTINED;
            case FileUnquarantined _ -> EventType.FILE_UNQUARANTINED;
        };
    }
}
