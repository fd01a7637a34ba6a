package dev.hallmark.upload.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hallmark.upload.access.CurrentCaller;
import dev.hallmark.upload.access.Permission;
import dev.hallmark.upload.access.Requires;
import dev.hallmark.upload.outbox.Outbox;
import dev.hallmark.upload.problems.Problem;
import dev.hallmark.upload.projects.Projects;
import dev.hallmark.upload.staging.Upload;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// Decisions about files that were verified and held, because their provenance is not that of the release before.
@Path("/manage/projects/{project}/holds")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "holds")
@Cancellable(false)
final class HoldResource {

    private final Projects projects;
    private final Holds holds;
    private final Outbox outbox;
    private final CurrentCaller caller;

    @Inject
    HoldResource(Projects projects, Holds holds, Outbox outbox, CurrentCaller caller) {
        this.projects = projects;
        this.holds = holds;
        this.outbox = outbox;
        this.caller = caller;
    }

    /// @param approved whether the file is published; else it is refused for ever
    @Schema(name = "HoldDecision")
    record NewDecision(@Schema(required = true) @Nullable Boolean approved) {}

    /// @param code such as `provenance-changed`
    /// @param decision `approved` or `refused`, once somebody decided and until the index did as decided
    @Schema(name = "Hold")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HoldAnswer(
            UUID upload,
            String version,
            String filename,
            String code,
            String expected,
            String actual,
            Instant heldAt,
            @Nullable String decision,
            @Nullable String decidedBy) {
        static HoldAnswer of(Upload upload) {
            Upload.Hold hold = upload.hold().orElseThrow();
            return new HoldAnswer(
                    upload.id(),
                    upload.version().canonical(),
                    upload.filename(),
                    hold.code(),
                    hold.expected(),
                    hold.actual(),
                    hold.since(),
                    hold.decision().map(decision -> decision.name().toLowerCase(Locale.ROOT)).orElse(null),
                    hold.decidedBy().orElse(null));
        }
    }

    @Schema(name = "Holds")
    record HoldsAnswer(List<HoldAnswer> holds) {}

    @GET
    @Requires(Permission.VIEW_PROJECT)
    @Operation(operationId = "listHolds", summary = "List the files that wait for a decision")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HoldsAnswer.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> list(@PathParam("project") String project) {
        return Panache.withSession(() -> projects.inPath(project, found -> holds.of(found)
                .map(all -> Response.ok(new HoldsAnswer(all.stream().map(HoldAnswer::of).toList())).build())));
    }

    @PUT
    @Path("/{upload}/decision")
    @Requires(Permission.DECIDE_HOLDS)
    @Operation(
            operationId = "decideHold",
            summary = "Approve or refuse a held file",
            description = "Not for whoever uploaded it with a token of one's own. A decision stands.")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "400", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "403", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "409", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> decide(
            @PathParam("project") String project, @PathParam("upload") UUID upload, @Nullable NewDecision wish) {
        if (wish == null || wish.approved() == null) {
            return Uni.createFrom()
                    .item(Problem.of("decision-invalid", "approved: expected true or false").response(400).build());
        }
        Upload.HoldDecision decision = wish.approved() ? Upload.HoldDecision.APPROVED : Upload.HoldDecision.REFUSED;
        return Panache.withTransaction(() -> projects.inPath(
                        project, found -> holds.decide(found, upload, decision, caller.get()).map(HoldResource::answer)))
                .invoke(outbox::wakeRelay);
    }

    private static Response answer(Holds.Decision decision) {
        return switch (decision) {
            case MADE -> Response.noContent().build();
            case UNKNOWN -> Problem.of("hold-unknown", "The project holds no such file.").response(404).build();
            case DECIDED_OTHERWISE ->
                Problem.of("hold-decided", "Somebody else decided otherwise already.").response(409).build();
            case OWN_UPLOAD ->
                Problem.of("hold-own-upload", "This takes an owner other than the uploader.").response(403).build();
        };
    }
}
