package dev.hallmark.upload;

import org.jspecify.annotations.Nullable;

/// The refusal of one upload.
///
/// @param message one sentence for people; clients search some of them, so they begin as PyPI's do
/// @param expected in plain words, where a rule asks for something else than it found
/// @param actual what it found, of the uploader's own text and never a secret
public record Refused(UploadRefusal refusal, String message, @Nullable String expected, @Nullable String actual) {

    public static Refused of(UploadRefusal refusal, String message) {
        return new Refused(refusal, message, null, null);
    }

    public static Refused of(UploadRefusal refusal, String message, String expected, String actual) {
        return new Refused(refusal, message, expected, actual);
    }
}
