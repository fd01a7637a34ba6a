package dev.hallmark.upload.publishers;

import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.Publisher;
import dev.hallmark.upload.access.CurrentCaller;
import dev.hallmark.upload.access.Permission;
import dev.hallmark.upload.access.Requires;
import dev.hallmark.upload.outbox.Outbox;
import dev.hallmark.upload.problems.Problem;
import dev.hallmark.upload.projects.Project;
import dev.hallmark.upload.projects.Projects;
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
    private final Outbox outbox;
    private final Settings settings;
    private final CurrentCaller caller;

    @Inject
    PublisherResource(
            Projects projects, Publishers publishers, Outbox outbox, Settings settings, CurrentCaller caller) {
        this.projects = projects;
        this.publishers = publishers;
        this.outbox = outbox;
        this.settings = settings;
        this.caller = caller;
    }

    /// @param issuer URL of the issuer whose tokens it may present
    @Schema(name = "Publisher")
    record PublisherAnswer(
            UUID id,
            String project,
            String kind,
            String issuer,
            String server,
            String owner,
            @Nullable String ownerId,
            String repository,
            String workflow,
            @Nullable String environment,
            Instant createdAt,
            String createdBy) {
        static PublisherAnswer of(RegisteredPublisher registered) {
            return new PublisherAnswer(
                    registered.id,
                    registered.project.name().normalized(),
                    "github",
                    registered.issuer,
                    registered.server,
                    registered.owner,
                    registered.ownerId,
                    registered.repository,
                    registered.workflow,
                    registered.environment,
                    registered.createdAt,
                    registered.createdBy);
        }
    }

    @Schema(name = "Publishers")
    record PublishersAnswer(List<PublisherAnswer> publishers) {}

    @POST
    @Requires(Permission.MANAGE_PUBLISHERS)
    @Operation(operationId = "addPublisher", summary = "Trust a workflow of GitHub Actions to upload to the project")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = PublisherAnswer.class)))
    @APIResponse(responseCode = "400", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "409", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> add(@PathParam("project") String project, @Nullable GitHubRegistration wish) {
        if (wish == null) {
            return refused(Problem.of("publisher-invalid", "The body is missing."));
        }
        Settings.Issuer issuer = settings.issuers().get(wish.issuerName());
        if (issuer == null) {
            return refused(new Problem(
                    "issuer-unknown",
                    "No issuer of this name is configured.",
                    "one of " + settings.issuers().keySet().stream().sorted().toList(),
                    wish.issuerName()));
        }
        return switch (wish.asPublisher(issuer)) {
            case Parsed.Invalid<Publisher.GitHub>(String why) -> refused(Problem.of("publisher-invalid", why));
            case Parsed.Valid<Publisher.GitHub>(Publisher.GitHub publisher) -> add(project, publisher);
        };
    }

    private Uni<Response> add(String project, Publisher.GitHub publisher) {
        return Panache.withTransaction(() -> projects.inPath(project, found -> {
                    return publishers.add(found, publisher, caller.name()).map(added -> added
                            .map(PublisherAnswer::of)
                            .map(answer -> Response.status(Response.Status.CREATED).entity(answer))
                            .orElseGet(() -> Problem.of("publisher-exists", "The project trusts this publisher already.")
                                    .response(409))
                            .build());
                }))
                .invoke(outbox::wakeRelay);
    }

    @GET
    @Requires(Permission.VIEW_PROJECT)
    @Operation(operationId = "listPublishers", summary = "List the project's Trusted Publishers")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PublishersAnswer.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> list(@PathParam("project") String project) {
        return Panache.withSession(() -> projects.inPath(project, found -> {
            return publishers.of(found)
                    .map(all -> Response.ok(new PublishersAnswer(all.stream().map(PublisherAnswer::of).toList()))
                            .build());
        }));
    }

    @DELETE
    @Path("/{id}")
    @Requires(Permission.MANAGE_PUBLISHERS)
    @Operation(operationId = "removePublisher", summary = "Remove a Trusted Publisher; its upload tokens die at once")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> remove(@PathParam("project") String project, @PathParam("id") UUID id) {
        return Panache.withTransaction(() -> projects.inPath(project, found -> {
                    return publishers.remove(found, id, caller.name())
                            .map(removed -> removed ? Response.noContent().build() : unknownPublisher());
                }))
                .invoke(outbox::wakeRelay);
    }

    private static Response unknownPublisher() {
        return Problem.of("publisher-unknown", "The project has no such publisher.").response(404).build();
    }

    private static Uni<Response> refused(Problem problem) {
        return Uni.createFrom().item(problem.response(400).build());
    }
}
