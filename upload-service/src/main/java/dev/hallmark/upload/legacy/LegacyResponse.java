package dev.hallmark.upload.legacy;

import dev.hallmark.upload.Refused;
import dev.hallmark.upload.settings.Settings;
import dev.hallmark.upload.staging.Upload;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;

/// Writes answers as upload clients read them: twine shows the reason phrase, uv the body.
@Singleton
class LegacyResponse {

    /// Clients and proxies limit the status line to a few kilobytes.
    private static final int MAX_REASON = 500;

    private static final MediaType TEXT = MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8");

    private final String publicUrl;
    private final long retryAfter;

    @Inject
    LegacyResponse(Settings settings) {
        this.publicUrl = settings.publicUrl().toString();
        this.retryAfter = settings.uploads().retryAfter().toSeconds();
    }

    /// @param http gets the reason phrase, for which JAX-RS has no way
    Response of(UploadAnswer answer, HttpServerResponse http, List<MediaType> acceptable) {
        return switch (answer) {
            case UploadAnswer.Published _ -> Response.ok("", TEXT).build();
            case UploadAnswer.Accepted(UUID id) ->
                Response.status(202)
                        .header(HttpHeaders.LOCATION, statusUrl(id))
                        .header("Preference-Applied", "respond-async")
                        .type(TEXT)
                        .entity("Accepted; see " + statusUrl(id))
                        .build();
            case UploadAnswer.Held(UUID id, String project, Upload.Hold why) -> held(id, project, why, http, acceptable);
            case UploadAnswer.VerdictPending(UUID id) ->
                refusal(503, "The file is staged and its verdict is to come. Send the same upload again.", "verdict-pending", http, acceptable)
                        .header(HttpHeaders.RETRY_AFTER, retryAfter)
                        .header(HttpHeaders.LINK, "<" + statusUrl(id) + ">; rel=\"status\"")
                        .build();
            case UploadAnswer.Rejected rejected ->
                refusal(rejected.asRefused(), rejected.why().code(), http, acceptable).build();
            case UploadAnswer.NotAccepted(Refused why) ->
                refusal(why, why.refusal().code(), http, acceptable).build();
        };
    }

    private Response held(UUID id, String project, Upload.Hold why, HttpServerResponse http, List<MediaType> acceptable) {
        String message = "Held (" + why.code() + "): expected " + why.expected() + ", found " + why.actual()
                + "; an owner of " + project + " other than the uploader has to approve it. See " + statusUrl(id);
        return answer(202, message, why.code(), new Details(why.expected(), why.actual()), http, acceptable)
                .header(HttpHeaders.LOCATION, statusUrl(id))
                .build();
    }

    /// Trouble of our own; the client may repeat the upload.
    Response unavailable(HttpServerResponse http, List<MediaType> acceptable, String incident) {
        return refusal(
                        503,
                        "The upload could not be taken in now. Send it again. (incident " + incident + ")",
                        "unavailable",
                        http,
                        acceptable)
                .header(HttpHeaders.RETRY_AFTER, retryAfter)
                .build();
    }

    Response movedToSlash() {
        return Response.status(308)
                .header(HttpHeaders.LOCATION, publicUrl + "/legacy/")
                .type(TEXT)
                .entity("The upload URL ends in a slash.")
                .build();
    }

    private static Response.ResponseBuilder refusal(
            int status, String message, String code, HttpServerResponse http, List<MediaType> acceptable) {
        return answer(status, message, code, new Details(null, null), http, acceptable);
    }

    private static Response.ResponseBuilder refusal(
            Refused why, String code, HttpServerResponse http, List<MediaType> acceptable) {
        return answer(
                why.refusal().status(), why.message(), code, new Details(why.expected(), why.actual()), http, acceptable);
    }

    private record Details(
            @org.jspecify.annotations.Nullable String expected, @org.jspecify.annotations.Nullable String actual) {}

    private static Response.ResponseBuilder answer(
            int status, String message, String code, Details details, HttpServerResponse http, List<MediaType> acceptable) {
        if (!http.headWritten() && !http.closed()) {
            http.setStatusMessage(reasonPhrase(message));
        }
        Response.ResponseBuilder response = Response.status(status);
        if (!prefersJson(acceptable)) {
            return response.type(TEXT).entity(message);
        }
        return response.type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new RefusalBody(
                        status + " " + message,
                        message,
                        Response.Status.fromStatusCode(status) == null
                                ? "Refused"
                                : Response.Status.fromStatusCode(status).getReasonPhrase(),
                        code,
                        details.expected(),
                        details.actual()));
    }

    /// One line of printable ISO-8859-1: whatever else somebody put into a file name becomes a question mark.
    static String reasonPhrase(String message) {
        String printable = message.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() <= MAX_REASON ? printable : printable.substring(0, MAX_REASON - 3) + "...";
    }

    /// @param acceptable in the client's order
    private static boolean prefersJson(List<MediaType> acceptable) {
        for (MediaType type : acceptable) {
            if (type.getType().equals("application") && type.getSubtype().equals("json")) {
                return true;
            }
            if (type.isWildcardType() || type.getType().equals("text")) {
                return false;
            }
        }
        return false;
    }

    private String statusUrl(UUID uploadId) {
        return publicUrl + "/uploads/" + uploadId;
    }
}
