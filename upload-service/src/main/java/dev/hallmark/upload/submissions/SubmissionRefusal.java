package dev.hallmark.upload.submissions;

import java.util.Locale;

/// Why attestations were not taken in: stable words. What the verifier has against them it says in its own.
enum SubmissionRefusal {
    AUTHENTICATION_REQUIRED(401, "Submitting attestations needs a token."),
    IDENTITY_PROVIDER_UNAVAILABLE(503, "The identity provider does not answer; please try again."),
    ATTESTATIONS_TOO_LARGE(413, "The attestations are too large."),
    FILE_UNKNOWN(404, "There is no such published file."),
    /// From before the index kept what a verdict needs.
    FILE_NOT_RECORDED(409, "This file is too old to take further attestations."),
    NOT_THE_PUBLISHER(403, "The token is not one of the file's own publisher."),
    ATTESTER_UNKNOWN(403, "The project's policy names no such attester."),
    TOO_MANY(409, "The file has enough attestations.");

    private final int status;
    private final String message;

    SubmissionRefusal(int status, String message) {
        this.status = status;
        this.message = message;
    }

    int status() {
        return status;
    }

    String message() {
        return message;
    }

    /// Lower case with hyphens.
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
