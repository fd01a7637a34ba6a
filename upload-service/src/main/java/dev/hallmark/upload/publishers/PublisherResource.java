package dev.hallmark.upload.publishers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.upload.access.CurrentCaller;
import dev.hallmark.upload.access.Permission;
import dev.hallmark.upload.access.Requires;
import dev.hallmark.upload.problems.Problem;
import dev.hallmark.upload.projects.Projects;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// Management of a project's Trusted Publishers.
@Path("/manage/projects/{project}/publishers")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "publishers")
@Cancellable(false)
final class PublisherResource {

    private final Projects projects;
    private final Publishers publishers;
    private final Registrar registrar;
    private final CurrentCaller caller;

    @Inject
    PublisherResource(Projects projects, Publishers publishers, Registrar registrar, CurrentCaller caller) {
        this.projects = projects;
        this.publishers = publishers;
        this.registrar = registrar;
        this.caller = caller;
    }

    @POST
    @Requires(Permission.MANAGE_PUBLISHERS)
    @Operation(operationId = "addPublisher", summary = "Trust a workflow, a pipeline or an account to upload to the project")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = PublisherSchema.class)))
    @APIResponse(responseCode = "400", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "409", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> add(
            @PathParam("project") String project,
            @Schema(implementation = NewPublisherSchema.class) @Nullable ObjectNode wish) {
        return registrar.add(wish, at(project), caller.name());
    }

    @GET
    @Requires(Permission.VIEW_PROJECT)
    @Operation(operationId = "listPublishers", summary = "List the project's Trusted Publishers")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PublisherSchema.All.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> list(@PathParam("project") String project) {
        return Panache.withSession(() -> projects.inPath(project, found -> publishers.of(found)
                .map(all -> PublisherAnswer.all(
                        all.stream().map(it -> PublisherAnswer.of(new Scope.OneProject(found), it)).toList()))));
    }

    @PATCH
    @Path("/{id}")
    @Requires(Permission.MANAGE_PUBLISHERS)
    @Operation(
            operationId = "constrainPublisher",
            summary = "Ask more of a Trusted Publisher; it gets another id, and its upload tokens die at once")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PublisherSchema.class)))
    @APIResponse(responseCode = "400", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "409", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> constrain(
            @PathParam("project") String project,
            @PathParam("id") UUID id,
            @Schema(implementation = NewPublisherSchema.class) @Nullable ObjectNode conditions) {
        return registrar.constrain(id, conditions, at(project), caller.name());
    }

    @DELETE
    @Path("/{id}")
    @Requires(Permission.MANAGE_PUBLISHERS)
    @Operation(operationId = "removePublisher", summary = "Remove a Trusted Publisher; its upload tokens die at once")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> remove(@PathParam("project") String project, @PathParam("id") UUID id) {
        return registrar.remove(id, at(project), caller.name());
    }

    private Registrar.Place at(String project) {
        return step -> projects.inPath(project, found -> step.apply(new Scope.OneProject(found)));
    }
}
