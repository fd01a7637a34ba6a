package dev.hallmark.upload.publishers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.ProjectName;
import dev.hallmark.upload.access.Caller;
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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// Management of Trusted Publishers of projects that don't exist yet. Whoever may create projects may register them, and
/// owns the project that the first job creates.
@Path("/manage/pending-publishers")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "publishers")
@Cancellable(false)
final class PendingPublisherResource {

    private static final Duration LIFE = Duration.ofDays(30);

    private final Projects projects;
    private final Publishers publishers;
    private final Registrar registrar;
    private final CurrentCaller caller;
    private final Clock clock;

    @Inject
    PendingPublisherResource(
            Projects projects, Publishers publishers, Registrar registrar, CurrentCaller caller, Clock clock) {
        this.projects = projects;
        this.publishers = publishers;
        this.registrar = registrar;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Requires(Permission.CREATE_PROJECT)
    @Operation(
            operationId = "addPendingPublisher",
            summary = "Trust a publisher to create a project: the member projectName, and the others as for a project")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = PublisherSchema.class)))
    @APIResponse(responseCode = "400", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "409", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> add(@Schema(implementation = NewPublisherSchema.class) @Nullable ObjectNode wish) {
        ObjectNode members = wish == null ? null : wish.deepCopy();
        JsonNode named = members == null ? null : members.remove("projectName");
        String spelling = named == null ? "" : named.asText();
        return switch (ProjectName.parse(spelling)) {
            case Parsed.Invalid<ProjectName>(String why) ->
                Uni.createFrom().item(Problem.of("project-name-invalid", "projectName: " + why).response(400).build());
            case Parsed.Valid<ProjectName>(ProjectName name) ->
                registrar.add(
                        members,
                        step -> projects.named(name).flatMap(taken -> taken.isPresent()
                                ? Uni.createFrom().item(exists(name))
                                : step.apply(new Scope.ToCome(
                                        name, spelling, registrant(), clock.instant().plus(LIFE)))),
                        caller.name());
        };
    }

    @GET
    @Requires(Permission.LIST_PROJECTS)
    @Operation(operationId = "listPendingPublishers", summary = "List one's pending publishers; an administrator sees all")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PublisherSchema.All.class)))
    public Uni<Response> list() {
        return Panache.withSession(publishers::pending)
                .map(all -> PublisherAnswer.all(
                        all.stream().filter(this::isMine).map(it -> PublisherAnswer.of(it.scopeToCome(), it)).toList()));
    }

    @DELETE
    @Path("/{id}")
    @Requires(Permission.CREATE_PROJECT)
    @Operation(operationId = "removePendingPublisher", summary = "Remove a pending publisher")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> remove(@PathParam("id") UUID id) {
        return registrar.remove(
                id,
                step -> publishers.findById(id).flatMap(found -> found == null || !found.isPending() || !isMine(found)
                        ? Uni.createFrom().item(Registrar.unknown())
                        : step.apply(found.scopeToCome())),
                caller.name());
    }

    private Optional<UUID> registrant() {
        return caller.get().person().map(Caller.Person::id);
    }

    private boolean isMine(RegisteredPublisher pending) {
        return caller.isAdministrator() || registrant().equals(Optional.ofNullable(pending.registrant));
    }

    private static Response exists(ProjectName name) {
        return Problem.of("project-exists", "The project " + name + " exists already; its owners can add the publisher.")
                .response(409)
                .build();
    }
}
