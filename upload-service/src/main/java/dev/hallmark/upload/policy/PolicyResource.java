package dev.hallmark.upload.policy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.ProjectPolicy;
import dev.hallmark.contract.event.EventCodec;
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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// What a project asks of its files.
@Path("/manage/projects/{project}/policy")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "policy")
@Cancellable(false)
final class PolicyResource {

    /// Every staged file carries it, in a record that has to hold attestations too.
    private static final int MAX_JSON = 16 * 1024;

    private static final int MAX_TEXT = 300;

    private final Projects projects;
    private final Policies policies;
    private final Outbox outbox;
    private final EventCodec codec;
    private final ObjectMapper json;
    private final CurrentCaller caller;

    @Inject
    PolicyResource(
            Projects projects, Policies policies, Outbox outbox, EventCodec codec, ObjectMapper json, CurrentCaller caller) {
        this.projects = projects;
        this.policies = policies;
        this.outbox = outbox;
        this.codec = codec;
        this.json = json;
        this.caller = caller;
    }

    @GET
    @Requires(Permission.VIEW_PROJECT)
    @Operation(operationId = "getPolicy", summary = "Show the project's policy; its version is the ETag")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProjectPolicy.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> get(@PathParam("project") String project) {
        return Panache.withSession(() -> projects.inPath(project, found -> policies.of(found).map(this::answer)));
    }

    /// @param expected changes nothing if the policy has another version by now
    @PUT
    @Requires(Permission.MANAGE_POLICY)
    @Operation(
            operationId = "changePolicy",
            summary = "Replace the project's policy",
            description = "Members that are left out are as the index has them by default. The version counts by itself."
                    + " Files keep the policy that they were uploaded under.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ProjectPolicy.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProjectPolicy.class)))
    @APIResponse(responseCode = "400", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "412", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> change(
            @PathParam("project") String project,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String expected,
            @Nullable ObjectNode wish) {
        return switch (parse(wish == null ? json.createObjectNode() : wish)) {
            case Parsed.Invalid<ProjectPolicy>(String why) ->
                Uni.createFrom().item(Problem.of("policy-invalid", why).response(400).build());
            case Parsed.Valid<ProjectPolicy>(ProjectPolicy policy) ->
                Panache.withTransaction(() -> projects.inPath(project, found -> change(found, policy, expected)))
                        .invoke(outbox::wakeRelay);
        };
    }

    private Uni<Response> change(Project project, ProjectPolicy wish, @Nullable String expected) {
        return policies.change(
                        project,
                        holding -> expected == null || expected.equals(tag(holding))
                                ? Optional.of(withVersion(wish, holding.version() + 1))
                                : Optional.empty(),
                        caller.name())
                .map(changed -> changed.map(this::answer)
                        .orElseGet(() -> Problem.of("policy-changed", "Somebody else changed the policy; look at it again.")
                                .response(412)
                                .build()));
    }

    private Parsed<ProjectPolicy> parse(ObjectNode wish) {
        if (wish.has("version")) {
            return Parsed.invalid("version: expected none, it counts by itself");
        }
        ObjectNode whole;
        try {
            whole = (ObjectNode) json.readTree(codec.valueJson(policies.initial()));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("what the codec wrote is JSON", e);
        }
        whole.setAll(wish);
        String text = whole.toString();
        if (text.length() > MAX_JSON) {
            return Parsed.invalid("expected a policy of at most " + MAX_JSON + " characters");
        }
        return switch (codec.value(ProjectPolicy.class, text)) {
            case Parsed.Invalid<ProjectPolicy>(String why) -> Parsed.invalid(why);
            case Parsed.Valid<ProjectPolicy>(ProjectPolicy policy) -> checked(policy);
        };
    }

    private static Parsed<ProjectPolicy> checked(ProjectPolicy policy) {
        for (String type : policy.requiredPredicateTypes()) {
            if (type.length() > MAX_TEXT || !isHttps(type)) {
                return Parsed.invalid("requiredPredicateTypes: expected https URLs");
            }
        }
        if (policy.boundToIndex() != null && !isHttps(policy.boundToIndex())) {
            return Parsed.invalid("boundToIndex: expected the https URL of an index");
        }
        Set<String> names = new HashSet<>();
        for (ProjectPolicy.Attester attester : policy.attesters()) {
            if (!attester.name().matches("[a-z0-9][a-z0-9-]{0,62}") || !names.add(attester.name())) {
                return Parsed.invalid("attesters: expected names of lower-case letters, digits and hyphens, each once");
            }
        }
        return Parsed.valid(policy);
    }

    private static boolean isHttps(String url) {
        try {
            URI parsed = URI.create(url);
            return "https".equals(parsed.getScheme()) && parsed.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static ProjectPolicy withVersion(ProjectPolicy policy, long version) {
        return new ProjectPolicy(
                version,
                policy.trustedPublishingOnly(),
                policy.attestationsRequiredFrom(),
                policy.requiredPredicateTypes(),
                policy.pinnedIdentities(),
                policy.onProvenanceLoss(),
                policy.onProvenanceChange(),
                policy.privateRepositories(),
                policy.boundToIndex(),
                policy.attesters());
    }

    private Response answer(ProjectPolicy policy) {
        return Response.ok(codec.valueJson(policy))
                .header(HttpHeaders.ETAG, tag(policy))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static String tag(ProjectPolicy policy) {
        return "\"" + policy.version() + "\"";
    }
}
