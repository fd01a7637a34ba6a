package dev.hallmark.upload.legacy;

import dev.hallmark.upload.Refused;
import dev.hallmark.upload.UploadRefusal;
import dev.hallmark.upload.staging.Upload;
import java.util.UUID;

/// What an upload is answered with.
sealed interface UploadAnswer {

    /// The file can be read back through the Simple API.
    record Published(UUID uploadId) implements UploadAnswer {}

    /// The client follows the verdict itself.
    record Accepted(UUID uploadId) implements UploadAnswer {}

    /// No verdict in time; the same upload sent again resumes the wait.
    record VerdictPending(UUID uploadId) implements UploadAnswer {}

    /// Verified, and waiting for an owner other than the uploader.
    record Held(UUID uploadId, String project, Upload.Hold why) implements UploadAnswer {}

    record Rejected(UUID uploadId, Upload.Rejection why) implements UploadAnswer {
        Refused asRefused() {
            return Refused.of(
                    UploadRefusal.ATTESTATIONS_REJECTED,
                    "Invalid attestations supplied during upload: " + why.code() + ": expected " + why.expected()
                            + ", found " + why.actual(),
                    why.expected(),
                    why.actual());
        }
    }

    record NotAccepted(Refused why) implements UploadAnswer {}

    /// For metrics and logs.
    default String result() {
        return switch (this) {
            case Published _ -> "published";
            case Accepted _ -> "accepted";
            case VerdictPending _ -> "verdict-pending";
            case Held _ -> "held";
            case Rejected(UUID _, Upload.Rejection why) -> why.code();
            case NotAccepted(Refused why) -> why.refusal().code();
        };
    }
}
