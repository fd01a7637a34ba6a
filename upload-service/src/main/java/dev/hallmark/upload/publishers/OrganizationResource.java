package dev.hallmark.upload.publishers;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// Management of organisations: their projects, and the Trusted Publishers of all of them.
@Path("/manage/organizations")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "organizations")
@Cancellable(false)
final class OrganizationResource {

    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?");

    private final Organizations organizations;
    private final Projects projects;
    private final Publishers publishers;
    private final Registrar registrar;
    private final Outbox outbox;
    private final CurrentCaller caller;

    @Inject
    OrganizationResource(
            Organizations organizations,
            Projects projects,
            Publishers publishers,
            Registrar registrar,
            Outbox outbox,
            CurrentCaller caller) {
        this.organizations = organizations;
        this.projects = projects;
        this.publishers = publishers;
        this.registrar = registrar;
        this.outbox = outbox;
        this.caller = caller;
    }

    @Schema(name = "NewOrganization")
    record NewOrganization(@Schema(required = true, examples = "example-org") @Nullable String name) {}

    /// @param projects normalised names
    @Schema(name = "Organization")
    record OrganizationAnswer(String name, List<String> projects, Instant createdAt, String createdBy) {
        static OrganizationAnswer of(Organization organization, List<Project> projects) {
            return new OrganizationAnswer(
                    organization.name,
                    projects.stream().map(project -> project.name().normalized()).toList(),
                    organization.createdAt,
                    organization.createdBy);
        }
    }

    @Schema(name = "Organizations")
    record OrganizationsAnswer(List<String> organizations) {}

    @POST
    @Requires(Permission.MANAGE_INDEX)
    @Operation(operationId = "createOrganization", summary = "Create an organisation, without projects")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = OrganizationAnswer.class)))
    @APIResponse(responseCode = "400", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "409", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> create(@Nullable NewOrganization wish) {
        String name = wish == null ? null : wish.name();
        if (name == null || !NAME.matcher(name).matches()) {
            return answer(Problem.of("organization-name-invalid", "name: expected lower-case letters, digits and hyphens")
                    .response(400)
                    .build());
        }
        return Panache.withTransaction(() -> organizations.create(name, caller.name()))
                .map(created -> created.map(it -> OrganizationAnswer.of(it, List.of()))
                        .map(it -> Response.status(Response.Status.CREATED).entity(it))
                        .orElseGet(() -> Problem.of("organization-exists", "There is an organisation of this name.").response(409))
                        .build());
    }

    @GET
    @Requires(Permission.MANAGE_INDEX)
    @Operation(operationId = "listOrganizations", summary = "List the names of all organisations")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OrganizationsAnswer.class)))
    public Uni<OrganizationsAnswer> list() {
        return Panache.withSession(organizations::inOrder)
                .map(all -> new OrganizationsAnswer(all.stream().map(it -> it.name).toList()));
    }

    @GET
    @Path("/{organization}")
    @Requires(Permission.MANAGE_INDEX)
    @Operation(operationId = "getOrganization", summary = "Show an organisation with its projects")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OrganizationAnswer.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> get(@PathParam("organization") String name) {
        return Panache.withSession(() -> inPath(name, organization -> publishers.projectsOf(organization.id)
                .map(members -> Response.ok(OrganizationAnswer.of(organization, members)).build())));
    }

    @PUT
    @Path("/{organization}/projects/{project}")
    @Requires(Permission.MANAGE_INDEX)
    @Operation(operationId = "joinOrganization", summary = "Make a project trust the organisation's publishers")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "409", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> join(@PathParam("organization") String name, @PathParam("project") String project) {
        return membership(name, project, (member, organization) -> organizations
                .join(member, organization, caller.name())
                .map(joining -> switch (joining) {
                    case JOINED, MEMBER_ALREADY -> Response.noContent().build();
                    case MEMBER_OF_ANOTHER ->
                        Problem.of("organization-other", "The project belongs to another organisation.").response(409).build();
                }));
    }

    @DELETE
    @Path("/{organization}/projects/{project}")
    @Requires(Permission.MANAGE_INDEX)
    @Operation(
            operationId = "leaveOrganization",
            summary = "Make a project trust the organisation's publishers no more; their upload tokens for it die at once")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> leave(@PathParam("organization") String name, @PathParam("project") String project) {
        return membership(name, project, (member, organization) -> organizations
                .leave(member, organization, caller.name())
                .map(left -> left
                        ? Response.noContent().build()
                        : Problem.of("organization-unknown", "The project does not belong to it.").response(404).build()));
    }

    @POST
    @Path("/{organization}/publishers")
    @Requires(Permission.MANAGE_INDEX)
    @Operation(operationId = "addOrganizationPublisher", summary = "Trust a publisher to upload to all projects of the organisation")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = PublisherSchema.class)))
    @APIResponse(responseCode = "400", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "409", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> add(
            @PathParam("organization") String name,
            @Schema(implementation = NewPublisherSchema.class) @Nullable ObjectNode wish) {
        return registrar.add(wish, at(name), caller.name());
    }

    @GET
    @Path("/{organization}/publishers")
    @Requires(Permission.MANAGE_INDEX)
    @Operation(operationId = "listOrganizationPublishers", summary = "List the organisation's Trusted Publishers")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PublisherSchema.All.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> publishers(@PathParam("organization") String name) {
        return Panache.withSession(() -> inPath(name, organization -> publishers.of(organization)
                .map(all -> PublisherAnswer.all(
                        all.stream().map(it -> PublisherAnswer.of(new Scope.AllOf(organization), it)).toList()))));
    }

    @PATCH
    @Path("/{organization}/publishers/{id}")
    @Requires(Permission.MANAGE_INDEX)
    @Operation(operationId = "constrainOrganizationPublisher", summary = "Ask more of a Trusted Publisher of the organisation")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PublisherSchema.class)))
    @APIResponse(responseCode = "400", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "409", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> constrain(
            @PathParam("organization") String name,
            @PathParam("id") UUID id,
            @Schema(implementation = NewPublisherSchema.class) @Nullable ObjectNode conditions) {
        return registrar.constrain(id, conditions, at(name), caller.name());
    }

    @DELETE
    @Path("/{organization}/publishers/{id}")
    @Requires(Permission.MANAGE_INDEX)
    @Operation(operationId = "removeOrganizationPublisher", summary = "Remove a Trusted Publisher of the organisation")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> remove(@PathParam("organization") String name, @PathParam("id") UUID id) {
        return registrar.remove(id, at(name), caller.name());
    }

    private Uni<Response> membership(
            String name, String project, BiFunction<Project, Organization, Uni<Response>> change) {
        return Panache.withTransaction(() -> inPath(
                        name, organization -> projects.inPath(project, found -> change.apply(found, organization))))
                .invoke(outbox::wakeRelay);
    }

    private Registrar.Place at(String name) {
        return step -> inPath(name, organization -> step.apply(new Scope.AllOf(organization)));
    }

    /// Needs a session.
    private Uni<Response> inPath(String name, Function<Organization, Uni<Response>> answer) {
        return organizations.named(name).flatMap(found -> found.map(answer)
                .orElseGet(() -> answer(
                        Problem.of("organization-unknown", "There is no such organisation.").response(404).build())));
    }

    private static Uni<Response> answer(Response response) {
        return Uni.createFrom().item(response);
    }
}
