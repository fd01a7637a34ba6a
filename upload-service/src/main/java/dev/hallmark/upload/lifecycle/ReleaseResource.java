package dev.hallmark.upload.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.Version;
import dev.hallmark.upload.access.CurrentCaller;
import dev.hallmark.upload.access.Permission;
import dev.hallmark.upload.access.Requires;
import dev.hallmark.upload.outbox.Outbox;
import dev.hallmark.upload.problems.Problem;
import dev.hallmark.upload.projects.Project;
import dev.hallmark.upload.projects.Projects;
import dev.hallmark.upload.staging.Upload;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// Management of a project's releases and files.
@Path("/manage/projects/{project}/releases")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "releases")
@Cancellable(false)
final class ReleaseResource {

    static final int MAX_REASON = 300;

    private final Projects projects;
    private final Releases releases;
    private final Outbox outbox;
    private final CurrentCaller caller;

    @Inject
    ReleaseResource(Projects projects, Releases releases, Outbox outbox, CurrentCaller caller) {
        this.projects = projects;
        this.releases = releases;
        this.outbox = outbox;
        this.caller = caller;
    }

    /// @param reason for people; installers show it
    @Schema(name = "NewYank")
    record NewYank(@Nullable String reason) {}

    @Schema(name = "ReleaseFile")
    record FileAnswer(UUID upload, String filename, String sha256, String state, Instant uploadedAt) {
        static FileAnswer of(Upload upload) {
            return new FileAnswer(
                    upload.id(),
                    upload.filename(),
                    upload.sha256().hex(),
                    upload.state().name().toLowerCase(Locale.ROOT),
                    upload.uploadedAt());
        }
    }

    @Schema(name = "Release")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReleaseAnswer(
            String version,
            boolean yanked,
            @Nullable String yankedReason,
            @Nullable Instant yankedAt,
            @Nullable String yankedBy,
            List<FileAnswer> files) {
        static ReleaseAnswer of(Releases.Release release) {
            return new ReleaseAnswer(
                    release.version().canonical(),
                    release.yank().isPresent(),
                    release.yank().flatMap(Releases.Yank::reason).orElse(null),
                    release.yank().map(Releases.Yank::at).orElse(null),
                    release.yank().map(Releases.Yank::by).orElse(null),
                    release.files().stream().map(FileAnswer::of).toList());
        }
    }

    @Schema(name = "Releases")
    record ReleasesAnswer(List<ReleaseAnswer> releases) {}

    @GET
    @Requires(Permission.VIEW_PROJECT)
    @Operation(operationId = "listReleases", summary = "List the project's releases with their files, deleted ones too")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReleasesAnswer.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> list(@PathParam("project") String project) {
        return Panache.withSession(() -> projects.inPath(project, found -> releases.of(found)
                .map(all -> Response.ok(new ReleasesAnswer(all.stream().map(ReleaseAnswer::of).toList())).build())));
    }

    @PUT
    @Path("/{version}/yank")
    @Requires(Permission.MANAGE_RELEASES)
    @Operation(operationId = "yankRelease", summary = "Yank a release: installers ignore it unless asked for exactly it")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "400", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> yank(
            @PathParam("project") String project, @PathParam("version") String version, @Nullable NewYank wish) {
        String reason = wish == null || wish.reason() == null || wish.reason().isBlank() ? null : wish.reason();
        if (reason != null && !isReason(reason)) {
            return Uni.createFrom().item(badReason());
        }
        String by = caller.name();
        return change(project, version, (found, parsed) -> releases.yank(found, parsed, reason, by));
    }

    @DELETE
    @Path("/{version}/yank")
    @Requires(Permission.MANAGE_RELEASES)
    @Operation(operationId = "unyankRelease", summary = "Take a yank back")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> unyank(@PathParam("project") String project, @PathParam("version") String version) {
        String by = caller.name();
        return change(project, version, (found, parsed) -> releases.unyank(found, parsed, by));
    }

    @DELETE
    @Path("/{version}")
    @Requires(Permission.DELETE_FILES)
    @Operation(operationId = "deleteRelease", summary = "Delete all files of a release; their names never come back")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "409", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> deleteRelease(@PathParam("project") String project, @PathParam("version") String version) {
        String by = caller.name();
        return change(project, version, (found, parsed) -> releases.deleteRelease(found, parsed, by));
    }

    @DELETE
    @Path("/{version}/files/{filename}")
    @Requires(Permission.DELETE_FILES)
    @Operation(operationId = "deleteFile", summary = "Delete a file; its name never comes back")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "409", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> deleteFile(
            @PathParam("project") String project,
            @PathParam("version") String version,
            @PathParam("filename") String filename) {
        String by = caller.name();
        return change(project, version, (found, parsed) -> releases.deleteFile(found, parsed, filename, by));
    }

    private Uni<Response> change(
            String project, String version, BiFunction<Project, Version, Uni<Releases.Change>> change) {
        return switch (Version.parse(version)) {
            case Parsed.Invalid<Version> _ -> Uni.createFrom().item(answer(Releases.Change.UNKNOWN));
            case Parsed.Valid<Version>(Version parsed) ->
                Panache.withTransaction(() -> projects.inPath(
                                project, found -> change.apply(found, parsed).map(ReleaseResource::answer)))
                        .invoke(outbox::wakeRelay);
        };
    }

    static Response answer(Releases.Change change) {
        return switch (change) {
            case DONE, ALREADY -> Response.noContent().build();
            case UNKNOWN ->
                Problem.of("release-unknown", "The project has no such release, or no such file in it.").response(404).build();
            case UNDECIDED ->
                Problem.of("file-undecided", "A file is waiting for its verdict or for a decision; try again after it.")
                        .response(409)
                        .build();
        };
    }

    /// One line for people.
    static boolean isReason(String text) {
        return text.length() <= MAX_REASON && text.chars().noneMatch(Character::isISOControl);
    }

    static Response badReason() {
        return Problem.of("reason-invalid", "reason: expected one line of at most " + MAX_REASON + " characters")
                .response(400)
                .build();
    }
}
