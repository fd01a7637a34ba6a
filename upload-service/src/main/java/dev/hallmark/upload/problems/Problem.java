package dev.hallmark.upload.problems;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Why a request was refused or failed.
///
/// @param code stable, for programs
/// @param message one sentence for people
/// @param expected in plain words, where a rule asks for something else than it found
/// @param actual what it found; never a secret
@Schema(name = "Problem")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        @Schema(required = true) String code,
        @Schema(required = true) String message,
        @Nullable String expected,
        @Nullable String actual) {

    public static Problem of(String code, String message) {
        return new Problem(code, message, null, null);
    }

    public Response.ResponseBuilder response(int status) {
        return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(this);
    }
}
