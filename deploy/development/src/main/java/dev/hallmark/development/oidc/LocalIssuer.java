package dev.hallmark.development.oidc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.Sha256;
import dev.hallmark.development.web.Answer;
import dev.hallmark.development.web.Endpoints;
import dev.hallmark.development.web.Json;
import dev.hallmark.development.web.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;

/// The local issuer: registers jobs, and gives each the ID tokens that it asks for.
///
/// Registered jobs live in memory; the key lives in the data directory.
public final class LocalIssuer {

    /// The issuer of GitHub's own tokens, for an index that pins this issuer's keys under that name.
    public static final String GITHUB = "https://token.actions.githubusercontent.com";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final RsaJsonWebKey key;
    private final URI origin;
    private final String issuer;
    private final Clock clock;
    private final Map<String, Registered> registeredByPath = new ConcurrentHashMap<>();

    private record Registered(Job job, Sha256 tokenDigest) {}

    private LocalIssuer(RsaJsonWebKey key, URI origin, String issuer, Clock clock) {
        this.key = key;
        this.origin = origin;
        this.issuer = issuer;
        this.clock = clock;
    }

    /// The issuer whose key is kept in `directory`.
    ///
    /// @param origin where its endpoints are reached
    /// @param issuer the `iss` of its tokens, usually the origin's text
    public static LocalIssuer open(Path directory, URI origin, String issuer, Clock clock) throws IOException {
        Files.createDirectories(directory);
        return new LocalIssuer(SigningKey.loadOrCreate(directory.resolve("issuer.jwk")), origin, issuer, clock);
    }

    /// An issuer with a new key and no endpoints, for tests that need tokens only.
    public static LocalIssuer inMemory(String issuer, Clock clock) {
        return new LocalIssuer(SigningKey.generate(), URI.create("http://127.0.0.1"), issuer, clock);
    }

    /// The `iss` of its tokens.
    public String issuer() {
        return issuer;
    }

    public TokenRequest register(Job job) {
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        String path = "/_apis/distributedtask/hubs/Actions/plans/%s/jobs/%s/idtoken"
                .formatted(UUID.randomUUID(), UUID.randomUUID());
        registeredByPath.put(path, new Registered(job, digest(token)));
        return new TokenRequest(URI.create(origin + path + "?api-version=2.0"), token);
    }

    /// The token that this job gets for `audience`.
    public String issue(Job job, String audience) {
        return draft(job, audience).sign();
    }

    /// A token to bend before it is signed.
    public TokenDraft draft(Job job, String audience) {
        return TokenDraft.of(key, issuer, job.claims(), audience, clock.instant());
    }

    /// A token with these claims, of a forge of any kind.
    public String issue(Map<String, ?> claims, String audience) {
        return TokenDraft.of(key, issuer, claims, audience, clock.instant()).sign();
    }

    public IdTokenSource tokensOf(Job job) {
        return audience -> issue(job, audience);
    }

    /// Its public keys as a JWK set, as text.
    public String publicKeys() {
        return new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    /// Writes the public keys to a file, for an index that pins them.
    public void writePublicKeys(Path file) throws IOException {
        Files.writeString(file, publicKeys(), StandardCharsets.UTF_8);
    }

    public void addTo(Endpoints endpoints) {
        addDiscoveryTo(endpoints);
        endpoints
                .post("/jobs", this::registerOverHttp)
                .get("/_apis/*", this::issueOverHttp);
    }

    /// Below the path of its origin.
    void addDiscoveryTo(Endpoints endpoints) {
        endpoints
                .get(origin.getPath() + "/.well-known/openid-configuration", _ -> Answer.json(200, discovery()))
                .get(origin.getPath() + "/jwks", _ -> Answer.text("application/json", publicKeys()));
    }

    private ObjectNode discovery() {
        ObjectNode document = Json.object().put("issuer", issuer).put("jwks_uri", origin + "/jwks");
        document.putArray("response_types_supported").add("id_token");
        document.putArray("subject_types_supported").add("public").add("pairwise");
        document.putArray("id_token_signing_alg_values_supported").add("RS256");
        document.putArray("scopes_supported").add("openid");
        return document;
    }

    private Answer registerOverHttp(Request request) {
        Parsed<Job> job = switch (request.json()) {
            case Parsed.Valid<ObjectNode>(ObjectNode json) -> Job.parse(json);
            case Parsed.Invalid<ObjectNode>(String why) -> Parsed.invalid(why);
        };
        return switch (job) {
            case Parsed.Valid<Job>(Job valid) -> {
                TokenRequest tokens = register(valid);
                yield Answer.json(201, Json.object()
                        .put("token_request_url", tokens.url().toString())
                        .put("token_request_token", tokens.token()));
            }
            case Parsed.Invalid<Job>(String why) -> Answer.refusal(400, why);
        };
    }

    private Answer issueOverHttp(Request request) {
        Registered registered = registeredByPath.get(request.path());
        Optional<String> token = request.bearerToken();
        if (registered == null || token.isEmpty() || !registered.tokenDigest.equals(digest(token.get()))) {
            return Answer.refusal(401, "expected the URL and the bearer token of a registered job");
        }
        String audience = request.parameter("audience").orElse("https://github.com/" + registered.job.owner());
        String value = issue(registered.job, audience);
        return Answer.json(200, Json.object().put("count", value.length()).put("value", value));
    }

    private static Sha256 digest(String token) {
        return Sha256.of(token.getBytes(StandardCharsets.UTF_8));
    }
}
