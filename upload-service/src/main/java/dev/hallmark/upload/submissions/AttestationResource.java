package dev.hallmark.upload.submissions;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Version;
import dev.hallmark.upload.Secret;
import dev.hallmark.upload.access.BearerToken;
import dev.hallmark.upload.access.Permission;
import dev.hallmark.upload.access.Requires;
import dev.hallmark.upload.access.SignIn;
import dev.hallmark.upload.problems.Problem;
import dev.hallmark.upload.settings.Settings;
import dev.hallmark.upload.staging.Upload;
import dev.hallmark.upload.tokens.AuthenticatedUploader;
import dev.hallmark.upload.tokens.Tokens;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// Takes attestations for files that are published already, and waits for their verdict as an upload does.
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "attestations")
@Cancellable(false)
final class AttestationResource {

    private final Submissions submissions;
    private final Tokens tokens;
    private final SignIn signIn;
    private final Settings settings;

    @Inject
    AttestationResource(Submissions submissions, Tokens tokens, SignIn signIn, Settings settings) {
        this.submissions = submissions;
        this.tokens = tokens;
        this.signIn = signIn;
        this.settings = settings;
    }

    /// @param state `submitted`, `verified` (and about to be shown), `added` or `rejected`
    @Schema(name = "SubmissionStatus")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StatusAnswer(
            UUID id,
            String state,
            String project,
            String filename,
            String attester,
            Instant submittedAt,
            @Nullable Instant decidedAt,
            @Nullable RejectionAnswer rejection) {
        static StatusAnswer of(Submission submission) {
            return new StatusAnswer(
                    submission.id,
                    submission.state.name().toLowerCase(Locale.ROOT),
                    submission.upload.project().name().normalized(),
                    submission.upload.filename(),
                    submission.attester,
                    submission.submittedAt,
                    submission.decidedAt,
                    submission.rejection()
                            .map(why -> new RejectionAnswer(why.code(), why.expected(), why.actual()))
                            .orElse(null));
        }
    }

    @Schema(name = "SubmissionRejection")
    record RejectionAnswer(String code, String expected, String actual) {}

    @POST
    @Path("attestations/{project}/{version}/{filename}")
    @Requires(Permission.SUBMIT_ATTESTATIONS)
    @Operation(
            operationId = "submitAttestations",
            summary = "Submit further attestations for a published file",
            description = "A JSON array of PEP 740 attestation objects. The token is one minted for the file's own publisher;"
                    + " or any token of this index, with the name of one of the project's attesters. The attestations have"
                    + " to be signed by that publisher or attester.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = Object.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = StatusAnswer.class)))
    @APIResponse(
            responseCode = "202",
            description = "Taken (Prefer: respond-async), or verified and about to be shown; Location names its status")
    @APIResponse(responseCode = "400", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "401", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "403", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "409", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "413", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "503", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> submit(
            @PathParam("project") String project,
            @PathParam("version") String version,
            @PathParam("filename") String filename,
            @QueryParam("attester") @Nullable String attester,
            @HeaderParam("Prefer") @Nullable String preference,
            @Context RoutingContext http,
            @Nullable String body) {
        boolean async = preference != null && preference.toLowerCase(Locale.ROOT).contains("respond-async");
        String attestations = body == null ? "" : body;
        return submitterOf(http).flatMap(identified -> switch (identified) {
            case Identified.Not(SubmissionRefusal why) -> Uni.createFrom().item(refusal(why, null, null));
            case Identified.As(Submitter submitter) -> {
                if (attestations.getBytes(StandardCharsets.UTF_8).length
                        > settings.uploads().maxAttestationsSize().asLongValue()) {
                    yield Uni.createFrom().item(refusal(SubmissionRefusal.ATTESTATIONS_TOO_LARGE, null, null));
                }
                Optional<Submissions.Address> address = address(project, version, filename);
                yield address.isEmpty()
                        ? Uni.createFrom().item(refusal(SubmissionRefusal.FILE_UNKNOWN, null, null))
                        : submit(
                                new Submissions.Wish(address.get(), Optional.ofNullable(attester), attestations),
                                submitter,
                                async);
            }
        });
    }

    private Uni<Response> submit(Submissions.Wish wish, Submitter submitter, boolean async) {
        return submissions.submit(wish, submitter).flatMap(outcome -> switch (outcome) {
            case Submissions.Outcome.NotTaken(SubmissionRefusal why, String expected, String actual) ->
                Uni.createFrom().item(refusal(why, expected, actual));
            case Submissions.Outcome.Taken(UUID id) -> submissions
                    .awaitEnd(id, async ? Duration.ZERO : settings.uploads().verdictDeadline())
                    .map(found -> answer(found.orElseThrow(), async));
        });
    }

    private Response answer(Submission submission, boolean async) {
        return switch (submission.state) {
            case ADDED -> located(Response.status(201), submission).build();
            case VERIFIED -> located(Response.status(202), submission).build();
            case SUBMITTED -> async
                    ? located(Response.status(202), submission).header("Preference-Applied", "respond-async").build()
                    : Problem.of("verdict-pending", "The verdict is to come. Send the same attestations again.")
                            .response(503)
                            .header(HttpHeaders.RETRY_AFTER, settings.uploads().retryAfter().toSeconds())
                            .header(HttpHeaders.LINK, "<" + statusUrl(submission.id) + ">; rel=\"status\"")
                            .build();
            case REJECTED -> {
                Upload.Rejection why = submission.rejection().orElseThrow();
                yield new Problem(why.code(), "The attestations were refused.", why.expected(), why.actual())
                        .response(400)
                        .build();
            }
        };
    }

    private Response.ResponseBuilder located(Response.ResponseBuilder response, Submission submission) {
        return response.header(HttpHeaders.LOCATION, statusUrl(submission.id)).entity(StatusAnswer.of(submission));
    }

    private String statusUrl(UUID id) {
        return settings.publicUrl() + "/submissions/" + id;
    }

    @GET
    @Path("submissions/{id}")
    @Requires(Permission.READ)
    @Operation(operationId = "getSubmission", summary = "Show what became of submitted attestations")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = StatusAnswer.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> get(@PathParam("id") UUID id) {
        return submissions.find(id).map(found -> found.map(StatusAnswer::of)
                .map(answer -> Response.ok(answer).header(HttpHeaders.CACHE_CONTROL, "no-store"))
                .orElseGet(() -> Problem.of("submission-unknown", "There is no such submission.").response(404))
                .build());
    }

    private sealed interface Identified {
        record As(Submitter submitter) implements Identified {}

        record Not(SubmissionRefusal why) implements Identified {}
    }

    /// By a token of this index, or signed in.
    private Uni<Identified> submitterOf(RoutingContext http) {
        Secret token =
                BearerToken.of(http.request().getHeader(HttpHeaders.AUTHORIZATION)).orElse(Secret.of(""));
        return Panache.withTransaction(() -> tokens.welcome(token))
                .flatMap(uploader -> uploader.isPresent()
                        ? Uni.createFrom().item(new Identified.As(submitter(uploader.get())))
                        : signIn.callerOf(http).map(signedIn -> switch (signedIn) {
                            case SignIn.Outcome.SignedIn(var caller) ->
                                new Identified.As(new Submitter(caller.name(), Set.of()));
                            case SignIn.Outcome.Nobody _ -> new Identified.Not(SubmissionRefusal.AUTHENTICATION_REQUIRED);
                            case SignIn.Outcome.ProviderUnavailable _ ->
                                new Identified.Not(SubmissionRefusal.IDENTITY_PROVIDER_UNAVAILABLE);
                        }));
    }

    private static Submitter submitter(AuthenticatedUploader uploader) {
        return switch (uploader) {
            case AuthenticatedUploader.ApiTokenHolder holder -> new Submitter("API token " + holder.tokenId(), Set.of());
            case AuthenticatedUploader.PublisherJob job ->
                new Submitter("upload token " + job.tokenId(), job.publisherIds());
        };
    }

    private static Optional<Submissions.Address> address(String project, String version, String filename) {
        return switch (ProjectName.parse(project)) {
            case Parsed.Invalid<ProjectName> _ -> Optional.empty();
            case Parsed.Valid<ProjectName>(ProjectName name) -> switch (Version.parse(version)) {
                case Parsed.Invalid<Version> _ -> Optional.empty();
                case Parsed.Valid<Version>(Version parsed) ->
                    Optional.of(new Submissions.Address(name, parsed, filename));
            };
        };
    }

    private static Response refusal(SubmissionRefusal why, @Nullable String expected, @Nullable String actual) {
        Response.ResponseBuilder response =
                new Problem(why.code(), why.message(), expected, actual).response(why.status());
        return (switch (why) {
                    case AUTHENTICATION_REQUIRED -> response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"hallmark\"");
                    case IDENTITY_PROVIDER_UNAVAILABLE -> response.header(HttpHeaders.RETRY_AFTER, "5");
                    case ATTESTATIONS_TOO_LARGE,
                            FILE_UNKNOWN,
                            FILE_NOT_RECORDED,
                            NOT_THE_PUBLISHER,
                            ATTESTER_UNKNOWN,
                            TOO_MANY -> response;
                })
                .build();
    }
}
