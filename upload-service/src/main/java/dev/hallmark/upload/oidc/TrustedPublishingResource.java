package dev.hallmark.upload.oidc;

import dev.hallmark.contract.Parsed;
import dev.hallmark.upload.access.Permission;
import dev.hallmark.upload.access.Requires;
import dev.hallmark.upload.settings.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.Cancellable;

/// The two endpoints that every client of Trusted Publishing knows. Open to anybody: the ID token is the credential.
@Path("/_/oidc")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "trusted-publishing")
@Cancellable(false)
final class TrustedPublishingResource {

    private static final Logger LOG = Logger.getLogger(TrustedPublishingResource.class);
    private static final String PROBLEM = "application/problem+json";

    private final TokenExchange exchange;
    private final MeterRegistry metrics;
    private final String audience;

    @Inject
    TrustedPublishingResource(TokenExchange exchange, MeterRegistry metrics, Settings settings) {
        this.exchange = exchange;
        this.metrics = metrics;
        this.audience = settings.audience();
    }

    @Schema(name = "Audience")
    record AudienceAnswer(String audience) {}

    /// @param expires seconds since 1970
    @Schema(name = "MintedToken")
    record MintedAnswer(boolean success, String token, long expires) {
        @Override
        public String toString() {
            return "MintedAnswer[expires=" + expires + "]";
        }
    }

    @Schema(name = "MintError")
    record ErrorAnswer(String code, String description) {}

    /// What clients of PyPI read (the first error's code and description, without looking whether they are there) and what
    /// PEP 807 asks for (RFC 9457) in one.
    @Schema(name = "MintErrors")
    record ErrorsAnswer(String type, String title, int status, String detail, String message, List<ErrorAnswer> errors) {
        static ErrorsAnswer of(MintRefusal why, int status) {
            return new ErrorsAnswer(
                    "about:blank",
                    "Token request failed",
                    status,
                    why.description(),
                    "Token request failed",
                    List.of(new ErrorAnswer(why.code().code(), why.description())));
        }
    }

    @GET
    @Path("/audience")
    @Requires(Permission.READ)
    @Operation(operationId = "getAudience", summary = "The audience that an ID token must be made for")
    public AudienceAnswer audience() {
        return new AudienceAnswer(audience);
    }

    @POST
    @Path("/mint-token")
    @Requires(Permission.EXCHANGE_ID_TOKEN)
    @Operation(operationId = "mintToken", summary = "Exchange an ID token of a CI job for an upload token")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MintedAnswer.class)))
    @APIResponse(responseCode = "422", content = @Content(schema = @Schema(implementation = ErrorsAnswer.class)))
    @APIResponse(responseCode = "503", content = @Content(schema = @Schema(implementation = ErrorsAnswer.class)))
    public Uni<Response> mint(@Context HttpServerRequest request) {
        return SmallBody.read(request)
                .map(body -> body.map(ExchangeRequest::parse)
                        .orElseGet(() -> Parsed.invalid("expected a body of at most " + SmallBody.MAX_BYTES + " bytes")))
                .flatMap(asked -> switch (asked) {
                    case Parsed.Valid<ExchangeRequest>(ExchangeRequest wish) -> exchange.exchange(wish.idToken());
                    case Parsed.Invalid<ExchangeRequest>(String why) -> refused(why);
                })
                .map(this::answer);
    }

    private Response answer(TokenExchange.Outcome outcome) {
        return switch (outcome) {
            case TokenExchange.Outcome.Minted(var issued) -> {
                count("minted");
                yield Response.ok(new MintedAnswer(
                                true, issued.secret().reveal(), issued.expiresAt().getEpochSecond()))
                        .header("Cache-Control", "no-store")
                        .build();
            }
            case TokenExchange.Outcome.NotMinted(MintRefusal why) -> {
                count(why.code().code());
                LOG.infof("No upload token was minted: code=%s why=%s", why.code().code(), printable(why.description()));
                int status = switch (why.code()) {
                    case ISSUER_UNAVAILABLE -> 503;
                    case INVALID_PAYLOAD,
                            NOT_ENABLED,
                            INVALID_TOKEN,
                            INVALID_PUBLISHER,
                            INVALID_PENDING_PUBLISHER,
                            INVALID_REUSE_TOKEN -> 422;
                };
                Response.ResponseBuilder response = Response.status(status);
                if (status == 503) {
                    response.header("Retry-After", "5");
                }
                yield response.type(PROBLEM).entity(ErrorsAnswer.of(why, status)).build();
            }
        };
    }

    private void count(String result) {
        metrics.counter("hallmark.token.mint", "result", result).increment();
    }

    /// It quotes claims, which somebody else wrote.
    private static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }

    private static Uni<TokenExchange.Outcome> refused(String why) {
        return Uni.createFrom()
                .item(new TokenExchange.Outcome.NotMinted(new MintRefusal(MintRefusal.Code.INVALID_PAYLOAD, why)));
    }
}
