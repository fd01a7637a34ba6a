package dev.hallmark.upload.tokens;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.upload.Secret;
import dev.hallmark.upload.access.Permission;
import dev.hallmark.upload.access.Requires;
import dev.hallmark.upload.problems.Problem;
import dev.hallmark.upload.settings.Settings;
import dev.hallmark.upload.work.FileWork;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// Where a leaked token is reported, and dies at once.
///
/// Two forms: one token by anybody who knows it, and the array that GitHub's secret scanning sends to its partners, which
/// is signed and answered with what each token turned out to be.
@Path("/manage/leaked-tokens")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "tokens")
@Cancellable(false)
final class LeakedTokenResource {

    private static final Logger AUDIT = Logger.getLogger("dev.hallmark.audit");
    private static final int MAX_REPORTS = 1_000;
    private static final int MAX_URL = 300;

    private final Tokens tokens;
    private final FileWork workers;
    private final ObjectMapper json;
    private final MeterRegistry metrics;
    private final Optional<ScannerKeys> scanner;

    @Inject
    LeakedTokenResource(Tokens tokens, FileWork workers, ObjectMapper json, MeterRegistry metrics, Settings settings) {
        this.tokens = tokens;
        this.workers = workers;
        this.json = json;
        this.metrics = metrics;
        this.scanner = settings.secretScanning().map(scanning -> ScannerKeys.read(scanning.keysFile(), json));
    }

    /// @param url where it was found
    @Schema(name = "LeakedToken")
    record Leak(@Schema(required = true) @Nullable String token, @Nullable String url) {
        @Override
        public String toString() {
            return "Leak[url=" + url + "]";
        }
    }

    /// An entry of GitHub's report.
    ///
    /// @param type the kind of token, as the scanner calls it
    /// @param source what kind of place it was found in
    @Schema(name = "ScannedToken")
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ScannedToken(
            @Schema(required = true) @Nullable String token,
            @Nullable String type,
            @Nullable String url,
            @Nullable String source) {
        @Override
        public String toString() {
            return "ScannedToken[type=" + type + "]";
        }
    }

    /// What a reported token turned out to be, in GitHub's words.
    ///
    /// @param tokenHash SHA-256 of the token, hexadecimal
    /// @param label `true_positive` for a token that was live until now, else `false_positive`
    @Schema(name = "ScannedTokenLabel")
    record Label(
            @JsonProperty("token_hash") String tokenHash,
            @JsonProperty("token_type") @Nullable String tokenType,
            String label) {}

    /// The answer does not tell whether it was one.
    @POST
    @Requires(Permission.REPORT_LEAKED_TOKEN)
    @Operation(operationId = "reportLeakedToken", summary = "Have a leaked token revoked at once; whoever knows it may")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "400", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> report(@Nullable Leak leak) {
        if (leak == null || leak.token() == null) {
            return Uni.createFrom().item(malformed("token: expected the text of a token"));
        }
        return revoke(Secret.of(leak.token().strip()), "anybody", leak.url())
                .replaceWith(Response.noContent().build());
    }

    @POST
    @Path("/github")
    @Requires(Permission.REPORT_LEAKED_TOKEN)
    @Operation(
            operationId = "reportScannedTokens",
            summary = "Report leaked tokens as GitHub's secret scanning does",
            description = "The body is signed with the key that Github-Public-Key-Identifier names.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ScannedToken[].class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Label[].class)))
    @APIResponse(responseCode = "400", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "422", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Uni<Response> scanned(
            @HeaderParam("Github-Public-Key-Identifier") @Nullable String keyId,
            @HeaderParam("Github-Public-Key-Signature") @Nullable String signature,
            byte[] body) {
        if (scanner.isEmpty()) {
            return Uni.createFrom()
                    .item(Problem.of("scanner-unknown", "No secret scanner is configured.").response(404).build());
        }
        Context context = Vertx.currentContext();
        return workers.run(() -> scanner.get().signed(keyId, signature, body))
                .emitOn(command -> context.runOnContext(_ -> command.run()))
                .flatMap(signed -> signed
                        ? revokeAll(body)
                        : Uni.createFrom()
                                .item(Problem.of("signature-invalid", "Expected the signature of a configured scanner.")
                                        .response(422)
                                        .build()));
    }

    private Uni<Response> revokeAll(byte[] body) {
        List<ScannedToken> reports;
        try {
            reports = json.readValue(body, new TypeReference<List<ScannedToken>>() {});
        } catch (JsonProcessingException e) {
            return Uni.createFrom().item(malformed("expected an array of objects with the member token"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (reports.size() > MAX_REPORTS || reports.stream().anyMatch(report -> report == null || report.token() == null)) {
            return Uni.createFrom().item(malformed("expected at most " + MAX_REPORTS + " objects with the member token"));
        }
        Uni<List<Label>> labels = Uni.createFrom().item(new ArrayList<>());
        for (ScannedToken report : reports) {
            Secret token = Secret.of(Objects.requireNonNull(report.token()));
            labels = labels.flatMap(soFar -> revoke(token, "scanner", report.url()).map(revoked -> {
                soFar.add(new Label(
                        token.sha256().hex(), report.type(), revoked.isPresent() ? "true_positive" : "false_positive"));
                return soFar;
            }));
        }
        return labels.map(all -> Response.ok(all).build());
    }

    /// Each in a transaction of its own: no token lives longer because of trouble with another.
    private Uni<Optional<UUID>> revoke(Secret token, String reporter, @Nullable String url) {
        return Panache.withTransaction(() -> tokens.revokeLeaked(token)).invoke(revoked -> {
            metrics.counter("hallmark.token.leak", "result", revoked.isPresent() ? "revoked" : "unknown").increment();
            revoked.ifPresent(id -> AUDIT.infof("by=%s leaked-token=%s url=%s", reporter, id, printable(url)));
        });
    }

    /// Somebody else wrote it, and it might hold the token.
    private static String printable(@Nullable String url) {
        if (url == null) {
            return "none";
        }
        String line = url.replaceAll(TokenText.PREFIX + "[0-9A-Za-z]+", "[token]").replaceAll("[^\\x21-\\x7e]", "?");
        return line.length() <= MAX_URL ? line : line.substring(0, MAX_URL);
    }

    private static Response malformed(String message) {
        return Problem.of("report-malformed", message).response(400).build();
    }
}
