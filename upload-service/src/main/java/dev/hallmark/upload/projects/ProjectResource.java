package dev.hallmark.upload.projects;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.ProjectStatus;
import dev.hallmark.upload.access.CurrentCaller;
import dev.hallmark.upload.access.Permission;
import dev.hallmark.upload.access.Requires;
import dev.hallmark.upload.problems.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// Management of projects.
@Path("/manage/projects")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "projects")
@Cancellable(false)
final class ProjectResource {

    private final Projects projects;
    private final CurrentCaller caller;

    @Inject
    ProjectResource(Projects projects, CurrentCaller caller) {
        this.projects = projects;
        this.caller = caller;
    }

    @Schema(name = "NewProject")
    record NewProject(@Schema(required = true, examples = "Sampleproject") @Nullable String name) {}

    /// @param name normalised; how the project is addressed
    /// @param spelling as its owners write it
    /// @param status as PEP 792 has it
    @Schema(name = "Project")
    record ProjectAnswer(
            UUID id,
            String name,
            String spelling,
            ProjectStatus status,
            @Nullable String statusReason,
            Instant createdAt,
            String createdBy) {
        static ProjectAnswer of(Project project) {
            return new ProjectAnswer(
                    project.id,
                    project.name,
                    project.spelling,
                    project.status(),
                    project.statusReason,
                    project.createdAt,
                    project.createdBy);
        }
    }

    @Schema(name = "Projects")
    record ProjectsAnswer(List<ProjectAnswer> projects) {}

    @POST
    @Requires(Permission.CREATE_PROJECT)
    @Operation(operationId = "createProject", summary = "Create a project; whoever is signed in becomes its owner")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ProjectAnswer.class)))
    @APIResponse(responseCode = "400", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "409", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> create(@Nullable NewProject wish) {
        if (wish == null || wish.name() == null) {
            return Uni.createFrom().item(missingName());
        }
        return projects.create(wish.name(), caller.get()).map(outcome -> switch (outcome) {
            case Projects.Creation.Created(Project project) ->
                Response.status(Response.Status.CREATED).entity(ProjectAnswer.of(project)).build();
            case Projects.Creation.NameInvalid(String why) ->
                Problem.of("project-name-invalid", why).response(400).build();
            case Projects.Creation.NameTaken(ProjectName name) ->
                Problem.of("project-exists", "The project " + name + " exists already.").response(409).build();
        });
    }

    @GET
    @Requires(Permission.LIST_PROJECTS)
    @Operation(operationId = "listProjects", summary = "List one's projects by name; an administrator sees all")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProjectsAnswer.class)))
    public Uni<ProjectsAnswer> list() {
        return Panache.withSession(() -> caller.isAdministrator()
                        ? projects.inOrder()
                        : caller.get().person().map(projects::of).orElseGet(() -> Uni.createFrom().item(List.of())))
                .map(found -> new ProjectsAnswer(found.stream().map(ProjectAnswer::of).toList()));
    }

    @GET
    @Path("/{project}")
    @Requires(Permission.VIEW_PROJECT)
    @Operation(operationId = "getProject", summary = "Show a project")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProjectAnswer.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> get(@PathParam("project") String project) {
        return Panache.withSession(() -> projects.inPath(
                project, found -> Uni.createFrom().item(Response.ok(ProjectAnswer.of(found)).build())));
    }

    private static Response missingName() {
        return Problem.of("project-name-invalid", "The member name is missing.").response(400).build();
    }
}
