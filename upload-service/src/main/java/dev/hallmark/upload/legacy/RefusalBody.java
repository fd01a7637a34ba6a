package dev.hallmark.upload.legacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A refused upload as uv reads it.
///
/// @param code status and message in one, which uv shows
/// @param refusal stable word for programs; the verifier's own code where it rejected
@Schema(name = "UploadRefusal")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RefusalBody(
        String code,
        String message,
        String title,
        String refusal,
        @Nullable String expected,
        @Nullable String actual) {}
