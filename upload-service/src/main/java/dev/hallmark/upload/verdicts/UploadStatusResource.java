package dev.hallmark.upload.verdicts;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hallmark.upload.access.Permission;
import dev.hallmark.upload.access.Requires;
import dev.hallmark.upload.problems.Problem;
import dev.hallmark.upload.staging.Upload;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// Shows how far an upload is, to whoever knows its random id.
@Path("/uploads")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "uploads")
@Cancellable(false)
final class UploadStatusResource {

    private final VerdictWatch watch;

    @Inject
    UploadStatusResource(VerdictWatch watch) {
        this.watch = watch;
    }

    /// @param state `staged`, perhaps `held`, then `rejected` or `published`, which may be `deleted` one day
    /// @param hold why it is held, or was
    @Schema(name = "UploadStatus")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StatusAnswer(
            UUID id,
            String state,
            String project,
            String filename,
            String sha256,
            Instant uploadedAt,
            @Nullable Instant decidedAt,
            @Nullable RejectionAnswer rejection,
            @Nullable HoldAnswer hold) {
        static StatusAnswer of(Upload upload) {
            return new StatusAnswer(
                    upload.id(),
                    upload.state().name().toLowerCase(Locale.ROOT),
                    upload.project().name().normalized(),
                    upload.filename(),
                    upload.sha256().hex(),
                    upload.uploadedAt(),
                    upload.decidedAt().orElse(null),
                    upload.rejection()
                            .map(why -> new RejectionAnswer(why.code(), why.expected(), why.actual()))
                            .orElse(null),
                    upload.hold().map(HoldAnswer::of).orElse(null));
        }
    }

    @Schema(name = "UploadRejection")
    record RejectionAnswer(String code, String expected, String actual) {}

    /// @param decision `approved` or `refused`
    @Schema(name = "UploadHold")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HoldAnswer(String code, String expected, String actual, Instant since, @Nullable String decision) {
        static HoldAnswer of(Upload.Hold hold) {
            return new HoldAnswer(
                    hold.code(),
                    hold.expected(),
                    hold.actual(),
                    hold.since(),
                    hold.decision().map(decision -> decision.name().toLowerCase(Locale.ROOT)).orElse(null));
        }
    }

    @GET
    @Path("/{id}")
    @Requires(Permission.READ)
    @Operation(operationId = "getUpload", summary = "Show how far an upload is")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = StatusAnswer.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> get(@PathParam("id") UUID id) {
        return watch.find(id).map(found -> found.map(StatusAnswer::of)
                .map(answer -> Response.ok(answer).header("Cache-Control", "no-store"))
                .orElseGet(() -> Problem.of("upload-unknown", "There is no such upload.").response(404))
                .build());
    }
}
