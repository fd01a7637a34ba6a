package dev.hallmark.upload.lifecycle;

import dev.hallmark.contract.ProjectStatus;
import dev.hallmark.contract.event.ProjectStatusChanged;
import dev.hallmark.upload.access.CurrentCaller;
import dev.hallmark.upload.access.Permission;
import dev.hallmark.upload.access.Requires;
import dev.hallmark.upload.outbox.Outbox;
import dev.hallmark.upload.problems.Problem;
import dev.hallmark.upload.projects.Project;
import dev.hallmark.upload.projects.Projects;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// A project's status, and its end.
@Path("/manage/projects/{project}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "projects")
@Cancellable(false)
final class StatusResource {

    private final Projects projects;
    private final Releases releases;
    private final Outbox outbox;
    private final CurrentCaller caller;
    private final Clock clock;

    @Inject
    StatusResource(Projects projects, Releases releases, Outbox outbox, CurrentCaller caller, Clock clock) {
        this.projects = projects;
        this.releases = releases;
        this.outbox = outbox;
        this.caller = caller;
        this.clock = clock;
    }

    /// @param status as PEP 792 has it
    /// @param reason for people
    @Schema(name = "NewStatus")
    record NewStatus(
            @Schema(required = true, enumeration = {"active", "archived", "quarantined", "deprecated"}) @Nullable String status,
            @Nullable String reason) {}

    @PUT
    @Path("/status")
    @Requires(Permission.CHANGE_STATUS)
    @Operation(
            operationId = "changeStatus",
            summary = "Change the project's status (PEP 792)",
            description = "Archived and quarantined projects take no uploads; only administrators put a project into"
                    + " quarantine and take it out.")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "400", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "403", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> change(@PathParam("project") String project, @Nullable NewStatus wish) {
        Optional<ProjectStatus> status =
                wish == null || wish.status() == null ? Optional.empty() : ProjectStatus.ofMarker(wish.status());
        if (wish == null || status.isEmpty()) {
            return Uni.createFrom()
                    .item(Problem.of("status-invalid", "status: expected active, archived, quarantined or deprecated")
                            .response(400)
                            .build());
        }
        if (wish.reason() != null && !ReleaseResource.isReason(wish.reason())) {
            return Uni.createFrom().item(ReleaseResource.badReason());
        }
        return Panache.withTransaction(() -> projects.inPath(project, found -> projects.locked(found)
                        .flatMap(locked -> change(locked, status.get(), wish.reason()))))
                .invoke(outbox::wakeRelay);
    }

    private Uni<Response> change(Project project, ProjectStatus status, @Nullable String reason) {
        boolean aboutQuarantine =
                status == ProjectStatus.QUARANTINED || project.status() == ProjectStatus.QUARANTINED;
        if (aboutQuarantine && !caller.isAdministrator()) {
            return Uni.createFrom()
                    .item(Problem.of("administrator-required", "Only administrators decide about quarantine.")
                            .response(403)
                            .build());
        }
        return enter(project, status, reason).replaceWith(Response.noContent().build());
    }

    @DELETE
    @Requires(Permission.DELETE_FILES)
    @Operation(
            operationId = "deleteProject",
            summary = "Delete all files of a project",
            description = "The project is archived and keeps its name, so that nobody else takes it over.")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "409", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> delete(@PathParam("project") String project) {
        String by = caller.name();
        return Panache.withTransaction(() -> projects.inPath(project, found -> releases.deleteAll(found, by)
                        .flatMap(change -> switch (change) {
                            case UNDECIDED -> Uni.createFrom().item(ReleaseResource.answer(change));
                            // A project without files can be deleted as well.
                            case DONE, ALREADY, UNKNOWN -> close(found).replaceWith(Response.noContent().build());
                        })))
                .invoke(outbox::wakeRelay);
    }

    /// A project in quarantine stays there.
    private Uni<Void> close(Project project) {
        return project.status() == ProjectStatus.QUARANTINED
                ? Uni.createFrom().voidItem()
                : enter(project, ProjectStatus.ARCHIVED, "deleted");
    }

    private Uni<Void> enter(Project project, ProjectStatus status, @Nullable String reason) {
        if (project.status() == status && Objects.equals(project.statusReason().orElse(null), reason)) {
            return Uni.createFrom().voidItem();
        }
        Instant now = clock.instant();
        project.changeStatus(status, reason);
        return outbox.add(new ProjectStatusChanged(project.name(), status, reason, now, caller.name()), now);
    }
}
