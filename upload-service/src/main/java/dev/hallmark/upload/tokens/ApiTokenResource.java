package dev.hallmark.upload.tokens;

import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.ProjectName;
import dev.hallmark.upload.access.Caller;
import dev.hallmark.upload.access.CurrentCaller;
import dev.hallmark.upload.access.Permission;
import dev.hallmark.upload.access.Requires;
import dev.hallmark.upload.problems.Problem;
import dev.hallmark.upload.projects.Project;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// Management of API tokens.
@Path("/manage/tokens")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "tokens")
@Cancellable(false)
final class ApiTokenResource {

    /// A token that nobody renews dies.
    private static final Duration LONGEST_LIFE = Duration.ofDays(365);
    private static final int MAX_DESCRIPTION = 200;
    private static final int MAX_PROJECTS = 100;

    private final Tokens tokens;
    private final Projects projects;
    private final CurrentCaller caller;
    private final Clock clock;

    @Inject
    ApiTokenResource(Tokens tokens, Projects projects, CurrentCaller caller, Clock clock) {
        this.tokens = tokens;
        this.projects = projects;
        this.caller = caller;
        this.clock = clock;
    }

    /// @param projects names, in any spelling; the token uploads to these and to no other
    /// @param allProjects instead: to all that the person may upload to, at the moment of the upload
    /// @param expiresAt left out, in a year, which is the latest
    @Schema(name = "NewApiToken")
    record NewApiToken(
            @Schema(required = true) @Nullable String description,
            @Nullable List<String> projects,
            @Nullable Boolean allProjects,
            @Nullable Instant expiresAt) {}

    @Schema(name = "ApiToken")
    record ApiTokenAnswer(
            UUID id,
            String description,
            List<String> projects,
            boolean allProjects,
            Instant createdAt,
            String createdBy,
            Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {
        static ApiTokenAnswer of(ApiToken token) {
            return new ApiTokenAnswer(
                    token.id,
                    token.description,
                    token.projects.stream().map(project -> project.name().normalized()).sorted().toList(),
                    token.allProjects,
                    token.createdAt,
                    token.createdBy,
                    token.expiresAt,
                    token.lastUsedAt,
                    token.revokedAt);
        }
    }

    /// @param token the text itself, shown this once
    @Schema(name = "IssuedApiToken")
    record IssuedAnswer(String token, ApiTokenAnswer details) {
        @Override
        public String toString() {
            return "IssuedAnswer[" + details + "]";
        }
    }

    @Schema(name = "ApiTokens")
    record ApiTokensAnswer(List<ApiTokenAnswer> tokens) {}

    @POST
    @Requires(Permission.MANAGE_TOKENS)
    @Operation(
            operationId = "issueToken",
            summary = "Issue an API token; its text is shown only in this answer",
            description = "The token of a person who is signed in opens what the person has a role in, as long as that lasts."
                    + " One that is issued with the administrator's token opens the projects that it names.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = IssuedAnswer.class)))
    @APIResponse(responseCode = "400", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> issue(@Nullable NewApiToken wish) {
        if (wish == null || wish.description() == null || wish.description().isBlank()
                || wish.description().length() > MAX_DESCRIPTION) {
            return refused("token-invalid", "description: expected a text of 1 to " + MAX_DESCRIPTION + " characters");
        }
        boolean allProjects = Boolean.TRUE.equals(wish.allProjects());
        List<String> spellings = wish.projects() == null ? List.of() : wish.projects();
        if (allProjects && (!spellings.isEmpty() || person().isEmpty())) {
            return refused("token-invalid", "allProjects: expected somebody who is signed in, and no names of projects");
        }
        if (!allProjects && (spellings.isEmpty() || spellings.size() > MAX_PROJECTS)) {
            return refused("token-invalid", "projects: expected 1 to " + MAX_PROJECTS + " names of projects");
        }
        Instant now = clock.instant();
        Instant expiresAt = wish.expiresAt() == null ? now.plus(LONGEST_LIFE) : wish.expiresAt();
        if (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST_LIFE))) {
            return refused("token-invalid", "expiresAt: expected a time to come, within " + LONGEST_LIFE.toDays() + " days");
        }
        List<ProjectName> names = new ArrayList<>();
        for (String spelling : spellings) {
            switch (ProjectName.parse(spelling == null ? "" : spelling)) {
                case Parsed.Invalid<ProjectName>(String why) -> {
                    return refused("project-name-invalid", why);
                }
                case Parsed.Valid<ProjectName>(ProjectName name) -> names.add(name);
            }
        }
        return issue(wish.description(), allProjects, names.stream().distinct().toList(), expiresAt);
    }

    private Uni<Response> issue(String description, boolean allProjects, List<ProjectName> names, Instant expiresAt) {
        return Panache.withTransaction(() -> openable(names).flatMap(found -> {
            if (found.size() != names.size()) {
                return Uni.createFrom().item(unknownProject(names, found));
            }
            ApiToken.Scope scope = new ApiToken.Scope(description, person(), allProjects, found);
            return tokens.issue(scope, expiresAt, caller.name())
                    .map(issued -> Response.status(Response.Status.CREATED)
                            .entity(new IssuedAnswer(issued.secret().reveal(), ApiTokenAnswer.of(issued.token())))
                            .header("Cache-Control", "no-store")
                            .build());
        }));
    }

    /// Of these, the projects that the caller's token can open: what there is beside them looks like nothing.
    private Uni<List<Project>> openable(List<ProjectName> names) {
        return caller.get()
                .person()
                .map(person -> projects.of(person)
                        .map(own -> own.stream().filter(project -> names.contains(project.name())).toList()))
                .orElseGet(() -> projects.named(names));
    }

    private Optional<UUID> person() {
        return caller.get().person().map(Caller.Person::id);
    }

    /// Whose tokens the caller sees and revokes; empty for everybody's.
    private Optional<UUID> reach() {
        return caller.isAdministrator() ? Optional.empty() : person();
    }

    @GET
    @Requires(Permission.MANAGE_TOKENS)
    @Operation(operationId = "listTokens", summary = "List one's API tokens, without their texts; an administrator sees all")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ApiTokensAnswer.class)))
    public Uni<ApiTokensAnswer> list() {
        return Panache.withSession(() -> tokens.apiTokens(reach()))
                .map(all -> new ApiTokensAnswer(all.stream().map(ApiTokenAnswer::of).toList()));
    }

    @DELETE
    @Path("/{id}")
    @Requires(Permission.MANAGE_TOKENS)
    @Operation(operationId = "revokeToken", summary = "Revoke an API token at once")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> revoke(@PathParam("id") UUID id) {
        return Panache.withTransaction(() -> tokens.revoke(id, reach()))
                .map(known -> known
                        ? Response.noContent().build()
                        : Problem.of("token-unknown", "There is no such token.").response(404).build());
    }

    private static Response unknownProject(List<ProjectName> names, List<Project> found) {
        List<ProjectName> missing = new ArrayList<>(names);
        missing.removeAll(found.stream().map(Project::name).toList());
        return new Problem("project-unknown", "There is no such project.", "names of existing projects", missing.toString())
                .response(404)
                .build();
    }

    private static Uni<Response> refused(String code, String message) {
        return Uni.createFrom().item(Problem.of(code, message).response(400).build());
    }
}
