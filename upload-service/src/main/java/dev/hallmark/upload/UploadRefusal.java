package dev.hallmark.upload;

import java.util.Locale;

/// Why an upload was refused: stable words, the same in answers, logs and metrics. Codes are only ever added.
///
/// The order is that of the checks, of which only the first failure is told. Where this index is stricter than PyPI: an
/// upload without an action is an error and no information page; the archive's own metadata must agree with the form;
/// another set of attestations for a file that is still staged is a conflict.
public enum UploadRefusal {
    AUTHENTICATION_INVALID(403),
    PASSWORD_UNSUPPORTED(403),
    FORM_MALFORMED(400),
    FORM_TOO_LARGE(400),
    TOO_MANY_FIELDS(400),
    FIELD_TOO_LARGE(400),
    FIELD_REPEATED(400),
    FIELD_IS_FILE(400),
    ACTION_UNKNOWN(400),
    /// `submit` and `doc_upload`, which indexes once had.
    ACTION_GONE(410),
    PROTOCOL_VERSION_UNKNOWN(400),
    NAME_INVALID(400),
    VERSION_INVALID(400),
    FILETYPE_UNKNOWN(400),
    PYVERSION_INVALID(400),
    DIGEST_MISSING(400),
    DIGEST_MALFORMED(400),
    CONTENT_MISSING(400),
    CONTENT_REPEATED(400),
    /// Also when there is no such project: nobody learns which projects exist.
    NOT_AUTHORISED(403),
    PROJECT_ARCHIVED(403),
    PROJECT_QUARANTINED(403),
    /// The project's policy: an API token may not upload.
    TRUSTED_PUBLISHING_REQUIRED(403),
    FILENAME_INVALID(400),
    FILENAME_TYPE_MISMATCH(400),
    FILENAME_PROJECT_MISMATCH(400),
    FILENAME_VERSION_MISMATCH(400),
    FILENAME_NOT_NORMALISED(400),
    FILE_TOO_LARGE(400),
    DIGEST_MISMATCH(400),
    ARCHIVE_INVALID(400),
    METADATA_MISSING(400),
    METADATA_TOO_LARGE(400),
    METADATA_MALFORMED(400),
    METADATA_NAME_MISMATCH(400),
    METADATA_VERSION_MISMATCH(400),
    /// The name of a deleted file never comes back, not even for the same bytes.
    FILENAME_DELETED(400),
    FILE_EXISTS(400),
    STAGED_WITH_OTHER_ATTESTATIONS(409),
    ATTESTATIONS_TOO_LARGE(400),
    ATTESTATIONS_NEED_PUBLISHER(400),
    /// They would disclose the name of a repository that not everybody may see, and the project does not allow that.
    REPOSITORY_PRIVATE(400),
    /// The verifier's rejection; its own code comes with it.
    ATTESTATIONS_REJECTED(400),
    /// Nothing was stored.
    STORAGE_FULL(507);

    private final int status;

    UploadRefusal(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    /// Lower case with hyphens, such as `digest-mismatch`.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
