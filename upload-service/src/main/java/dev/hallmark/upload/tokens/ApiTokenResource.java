package dev.hallmark.upload.tokens;

import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.ProjectName;
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

    private static final Duration DEFAULT_LIFE = Duration.ofDays(365);
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
    /// @param expiresAt left out, in a year
    @Schema(name = "NewApiToken")
    record NewApiToken(
            @Schema(required = true) @Nullable String description,
            @Schema(required = true) @Nullable List<String> projects,
            @Nullable Instant expiresAt) {}

    @Schema(name = "ApiToken")
    record ApiTokenAnswer(
            UUID id,
            String description,
            List<String> projects,
            Instant createdAt,
            String createdBy,
            Instant expiresAt,
            @Nullable Instant revokedAt) {
        static ApiTokenAnswer of(ApiToken token) {
            return new ApiTokenAnswer(
                    token.id,
                    token.description,
                    token.projects.stream().map(project -> project.name().normalized()).sorted().toList(),
                    token.createdAt,
                    token.createdBy,
                    token.expiresAt,
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
    @Requires(Permission.MANAGE_INDEX)
    @Operation(operationId = "issueToken", summary = "Issue an API token; its text is shown only in this answer")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = IssuedAnswer.class)))
    @APIResponse(responseCode = "400", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> issue(@Nullable NewApiToken wish) {
        if (wish == null || wish.description() == null || wish.description().isBlank()
                || wish.description().length() > MAX_DESCRIPTION) {
            return refused("token-invalid", "description: expected a text of 1 to " + MAX_DESCRIPTION + " characters");
        }
        if (wish.projects() == null || wish.projects().isEmpty() || wish.projects().size() > MAX_PROJECTS) {
            return refused("token-invalid", "projects: expected 1 to " + MAX_PROJECTS + " names of projects");
        }
        Instant now = clock.instant();
        Instant expiresAt = wish.expiresAt() == null ? now.plus(DEFAULT_LIFE) : wish.expiresAt();
        if (!expiresAt.isAfter(now)) {
            return refused("token-invalid", "expiresAt: expected a time to come");
        }
        List<ProjectName> names = new ArrayList<>();
        for (String spelling : wish.projects()) {
            switch (ProjectName.parse(spelling == null ? "" : spelling)) {
                case Parsed.Invalid<ProjectName>(String why) -> {
                    return refused("project-name-invalid", why);
                }
                case Parsed.Valid<ProjectName>(ProjectName name) -> names.add(name);
            }
        }
        return issue(wish.description(), names.stream().distinct().toList(), expiresAt);
    }

    private Uni<Response> issue(String description, List<ProjectName> names, Instant expiresAt) {
        return Panache.withTransaction(() -> projects.named(names).flatMap(found -> {
            if (found.size() != names.size()) {
                return Uni.createFrom().item(unknownProject(names, found));
            }
            return tokens.issue(description, found, expiresAt, caller.name())
                    .map(issued -> Response.status(Response.Status.CREATED)
                            .entity(new IssuedAnswer(issued.secret().reveal(), ApiTokenAnswer.of(issued.token())))
                            .header("Cache-Control", "no-store")
                            .build());
        }));
    }

    @GET
    @Requires(Permission.MANAGE_INDEX)
    @Operation(operationId = "listTokens", summary = "List all API tokens, without their texts")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ApiTokensAnswer.class)))
    public Uni<ApiTokensAnswer> list() {
        return Panache.withSession(tokens::apiTokens)
                .map(all -> new ApiTokensAnswer(all.stream().map(ApiTokenAnswer::of).toList()));
    }

    @DELETE
    @Path("/{id}")
    @Requires(Permission.MANAGE_INDEX)
    @Operation(operationId = "revokeToken", summary = "Revoke an API token at once")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> revoke(@PathParam("id") UUID id) {
        return Panache.withTransaction(() -> tokens.revoke(id))
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
