package dev.hallmark.development.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.Parsed;
import dev.hallmark.development.web.Answer;
import dev.hallmark.development.web.Endpoints;
import dev.hallmark.development.web.Json;
import dev.hallmark.development.web.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/// Stands for the identity provider of an organisation: hands out a token for whomever it is asked for.
///
/// An issuer of its own, below `/people`, with a key of its own: what a job's token says never makes a person.
///
/// * `GET /people/.well-known/openid-configuration`, `GET /people/jwks`
/// * `POST /people/tokens` with `{"subject": …, "name": …, "groups": […]}` answers the token as plain text; name and groups
///   may be left out.
public final class LocalIdentityProvider {

    /// The `aud` of its tokens.
    public static final String AUDIENCE = "hallmark-people";

    private static final String PATH = "/people";
    private static final Duration LIFETIME = Duration.ofHours(8);

    private final RsaJsonWebKey key;
    private final String issuer;
    private final Clock clock;

    private LocalIdentityProvider(RsaJsonWebKey key, String issuer, Clock clock) {
        this.key = key;
        this.issuer = issuer;
        this.clock = clock;
    }

    /// The provider whose key is kept in `directory`.
    ///
    /// @param origin where its endpoints are reached
    public static LocalIdentityProvider open(Path directory, URI origin, Clock clock) throws IOException {
        Files.createDirectories(directory);
        return new LocalIdentityProvider(SigningKey.loadOrCreate(directory.resolve("people.jwk")), origin + PATH, clock);
    }

    /// The `iss` of its tokens.
    public String issuer() {
        return issuer;
    }

    /// A token for somebody, who is believed to be that.
    public String token(String subject, String name, List<String> groups) {
        JwtClaims claims = new JwtClaims();
        NumericDate now = NumericDate.fromSeconds(clock.instant().getEpochSecond());
        NumericDate end = NumericDate.fromSeconds(clock.instant().plus(LIFETIME).getEpochSecond());
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setIssuer(issuer);
        claims.setAudience(AUDIENCE);
        claims.setSubject(subject);
        claims.setStringClaim("name", name);
        claims.setStringListClaim("groups", groups);
        claims.setIssuedAt(now);
        claims.setExpirationTime(end);
        JsonWebSignature jws = new JsonWebSignature();
        jws.setHeader("typ", "JWT");
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setKey(key.getPrivateKey());
        jws.setPayload(claims.toJson());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("the provider's key fits its algorithm", e);
        }
    }

    public void addTo(Endpoints endpoints) {
        endpoints
                .get(PATH + "/.well-known/openid-configuration", _ -> Answer.json(200, discovery()))
                .get(PATH + "/jwks", _ -> Answer.text(
                        "application/json", new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY)))
                .post(PATH + "/tokens", this::tokenOverHttp);
    }

    private ObjectNode discovery() {
        ObjectNode document = Json.object()
                .put("issuer", issuer)
                .put("jwks_uri", issuer + "/jwks")
                .put("token_endpoint", issuer + "/tokens");
        document.putArray("response_types_supported").add("id_token");
        document.putArray("subject_types_supported").add("public");
        document.putArray("id_token_signing_alg_values_supported").add("RS256");
        return document;
    }

    private Answer tokenOverHttp(Request request) {
        return switch (request.json()) {
            case Parsed.Invalid<ObjectNode>(String why) -> Answer.refusal(400, why);
            case Parsed.Valid<ObjectNode>(ObjectNode wish) -> {
                String subject = wish.path("subject").asText();
                List<String> groups = new ArrayList<>();
                for (JsonNode group : wish.path("groups")) {
                    groups.add(group.asText());
                }
                yield subject.isBlank()
                        ? Answer.refusal(400, "expected member subject, a text")
                        : Answer.text("text/plain", token(subject, wish.path("name").asText(subject), groups));
            }
        };
    }
}
