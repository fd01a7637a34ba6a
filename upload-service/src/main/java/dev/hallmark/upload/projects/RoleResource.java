package dev.hallmark.upload.projects;

import dev.hallmark.upload.access.CurrentCaller;
import dev.hallmark.upload.access.People;
import dev.hallmark.upload.access.Permission;
import dev.hallmark.upload.access.Requires;
import dev.hallmark.upload.problems.Problem;
import dev.hallmark.upload.settings.Settings;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// Management of a project's owners and maintainers.
@Path("/manage/projects/{project}/roles")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "roles")
@Cancellable(false)
final class RoleResource {

    private static final int MAX_SUBJECT = 255;

    private final Projects projects;
    private final ProjectRoles roles;
    private final People people;
    private final CurrentCaller caller;
    private final Optional<Settings.People> provider;

    @Inject
    RoleResource(Projects projects, ProjectRoles roles, People people, CurrentCaller caller, Settings settings) {
        this.projects = projects;
        this.roles = roles;
        this.people = people;
        this.caller = caller;
        this.provider = settings.people();
    }

    /// @param subject what the identity provider calls the person, who need not have signed in yet
    /// @param role `owner` or `maintainer`
    @Schema(name = "NewRole")
    record NewRole(
            @Schema(required = true) @Nullable String subject,
            @Schema(required = true, enumeration = {"owner", "maintainer"}) @Nullable String role) {}

    /// @param person names the person in this index
    @Schema(name = "Role")
    record RoleAnswer(UUID person, String subject, String name, String role, Instant grantedAt, String grantedBy) {
        static RoleAnswer of(ProjectRole role) {
            return new RoleAnswer(
                    role.personId(), role.subject(), role.name(), role.kind().word(), role.grantedAt(), role.grantedBy());
        }
    }

    @Schema(name = "Roles")
    record RolesAnswer(List<RoleAnswer> roles) {}

    @GET
    @Requires(Permission.VIEW_PROJECT)
    @Operation(operationId = "listRoles", summary = "List the project's owners and maintainers")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RolesAnswer.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> list(@PathParam("project") String project) {
        return Panache.withSession(() -> projects.inPath(project, found -> roles.of(found)
                .map(all -> Response.ok(new RolesAnswer(all.stream().map(RoleAnswer::of).toList())).build())));
    }

    @POST
    @Requires(Permission.MANAGE_ROLES)
    @Operation(operationId = "grantRole", summary = "Make somebody owner or maintainer, and nothing else")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "400", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "409", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> grant(@PathParam("project") String project, @Nullable NewRole wish) {
        if (wish == null || wish.subject() == null || wish.subject().isBlank() || wish.subject().length() > MAX_SUBJECT) {
            return refused("role-invalid", "subject: expected a text of 1 to " + MAX_SUBJECT + " characters");
        }
        Optional<ProjectRole.Kind> kind = ProjectRole.Kind.ofWord(wish.role() == null ? "" : wish.role());
        if (kind.isEmpty()) {
            return refused("role-invalid", "role: expected owner or maintainer");
        }
        if (provider.isEmpty()) {
            return refused("identity-provider-missing", "No identity provider is configured, so nobody can sign in.");
        }
        String by = caller.name();
        return people.withSubject(provider.get().issuer(), wish.subject())
                .flatMap(person -> change(project, found -> roles.grant(found, person.id(), kind.get(), by)));
    }

    @DELETE
    @Path("/{person}")
    @Requires(Permission.MANAGE_ROLES)
    @Operation(operationId = "revokeRole", summary = "Take somebody's role away; the person's tokens die for the project at once")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "409", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> revoke(@PathParam("project") String project, @PathParam("person") UUID person) {
        return change(project, found -> roles.revoke(found, person));
    }

    @DELETE
    @Path("/me")
    @Requires(Permission.LEAVE_PROJECT)
    @Operation(operationId = "leaveProject", summary = "Give one's own role up")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "409", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> leave(@PathParam("project") String project) {
        return caller.get()
                .person()
                .map(person -> change(project, found -> roles.revoke(found, person.id())))
                .orElseGet(() -> Uni.createFrom().item(noRole()));
    }

    private Uni<Response> change(String project, Function<Project, Uni<ProjectRoles.Change>> change) {
        return Panache.withTransaction(() -> projects.inPath(project, found -> change.apply(found).map(outcome ->
                switch (outcome) {
                    case DONE -> Response.noContent().build();
                    case NO_ROLE -> noRole();
                    case LAST_OWNER ->
                        Problem.of("last-owner", "The project would have no owner any more; make somebody else one first.")
                                .response(409)
                                .build();
                })));
    }

    private static Response noRole() {
        return Problem.of("role-unknown", "This person has no role in the project.").response(404).build();
    }

    private static Uni<Response> refused(String code, String message) {
        return Uni.createFrom().item(Problem.of(code, message).response(400).build());
    }
}
