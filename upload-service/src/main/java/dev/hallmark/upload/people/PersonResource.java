package dev.hallmark.upload.people;

import dev.hallmark.upload.access.People;
import dev.hallmark.upload.access.Permission;
import dev.hallmark.upload.access.Requires;
import dev.hallmark.upload.problems.Problem;
import dev.hallmark.upload.projects.Projects;
import dev.hallmark.upload.tokens.Tokens;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/// Who is known here, and the end of all that somebody may do: the identity provider does not tell when it forgets somebody.
@Path("/manage/people")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "people")
@Cancellable(false)
final class PersonResource {

    private final People people;
    private final Projects projects;
    private final Tokens tokens;

    @Inject
    PersonResource(People people, Projects projects, Tokens tokens) {
        this.people = people;
        this.projects = projects;
        this.tokens = tokens;
    }

    /// @param subject what the identity provider calls the person
    @Schema(name = "Person")
    record PersonAnswer(UUID id, String subject, String name) {
        static PersonAnswer of(People.KnownPerson person) {
            return new PersonAnswer(person.id(), person.subject(), person.name());
        }
    }

    @Schema(name = "People")
    record PeopleAnswer(List<PersonAnswer> people) {}

    @GET
    @Requires(Permission.MANAGE_INDEX)
    @Operation(operationId = "listPeople", summary = "List everybody whom the index knows")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PeopleAnswer.class)))
    public Uni<PeopleAnswer> list() {
        return people.all().map(all -> new PeopleAnswer(all.stream().map(PersonAnswer::of).toList()));
    }

    @DELETE
    @Path("/{person}/rights")
    @Requires(Permission.MANAGE_INDEX)
    @Operation(
            operationId = "revokeRights",
            summary = "Take all roles of a person away, and revoke all of the person's tokens",
            description = "Also where a project has no other owner: administrators find it another. What the identity provider"
                    + " still lets in can sign in again, as somebody without a role.")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> revokeRights(@PathParam("person") UUID person) {
        return people.knows(person).flatMap(known -> known
                ? Panache.withTransaction(() -> projects.revokeRolesOf(person).flatMap(_ -> tokens.revokeAllOf(person)))
                        .replaceWith(Response.noContent().build())
                : Uni.createFrom()
                        .item(Problem.of("person-unknown", "There is no such person.").response(404).build()));
    }
}
