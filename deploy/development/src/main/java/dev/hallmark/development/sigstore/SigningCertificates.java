package dev.hallmark.development.sigstore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.Parsed;
import dev.hallmark.development.oidc.LocalIssuer;
import dev.hallmark.development.web.Answer;
import dev.hallmark.development.web.Endpoints;
import dev.hallmark.development.web.Json;
import dev.hallmark.development.web.Request;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Map;

/// The authority's endpoints: Fulcio v2 in its JSON form.
final class SigningCertificates {

    private final CertificateAuthority authority;
    private final IdTokens tokens;
    private final Clock clock;

    SigningCertificates(CertificateAuthority authority, LocalIssuer issuer, Clock clock) {
        this.authority = authority;
        this.tokens = new IdTokens(issuer, clock);
        this.clock = clock;
    }

    void addTo(Endpoints endpoints) {
        endpoints
                .post("/api/v2/signingCert", this::issue)
                .get("/api/v2/trustBundle", _ -> Answer.json(200, trustBundle()));
    }

    private Answer issue(Request request) {
        return switch (request.json()) {
            case Parsed.Invalid<ObjectNode>(String why) -> Answer.refusal(400, why);
            case Parsed.Valid<ObjectNode>(ObjectNode body) -> switch (tokens.verify(idToken(request, body))) {
                case Parsed.Invalid<Map<String, String>>(String why) -> Answer.refusal(401, why);
                case Parsed.Valid<Map<String, String>>(Map<String, String> claims) -> issue(body, claims);
            };
        };
    }

    /// Clients send the token in the body, or as a bearer token.
    private static String idToken(Request request, ObjectNode body) {
        JsonNode token = body.path("credentials").path("oidcIdentityToken");
        return token.isTextual() ? token.asText() : request.bearerToken().orElse("");
    }

    private Answer issue(ObjectNode body, Map<String, String> claims) {
        return switch (Identity.ofClaims(claims)) {
            case Parsed.Invalid<Identity>(String why) -> Answer.refusal(401, why);
            case Parsed.Valid<Identity>(Identity identity) ->
                switch (provenKey(body, claims.getOrDefault("sub", ""))) {
                    case Parsed.Invalid<PublicKey>(String why) -> Answer.refusal(400, why);
                    case Parsed.Valid<PublicKey>(PublicKey key) -> {
                        Bytes leaf = authority.issue(key, identity, clock.instant(), Knobs.none());
                        yield Answer.json(200, chainOf(Pem.certificate(leaf).text()));
                    }
                };
        };
    }

    private static Parsed<PublicKey> provenKey(ObjectNode body, String subject) {
        try {
            if (body.path("certificateSigningRequest").isTextual()) {
                return ProofOfPossession.ofRequest(Bytes.ofBase64(body.path("certificateSigningRequest").asText()));
            }
            JsonNode request = body.path("publicKeyRequest");
            return ProofOfPossession.ofSignature(
                    request.path("publicKey").path("content").asText(),
                    subject.getBytes(StandardCharsets.UTF_8),
                    Bytes.ofBase64(request.path("proofOfPossession").asText()));
        } catch (IllegalArgumentException _) {
            return Parsed.invalid("expected certificateSigningRequest or proofOfPossession in base64");
        }
    }

    /// JSON whatever the request accepts: clients are known to ask for a PEM chain and to read JSON.
    private ObjectNode chainOf(String leaf) {
        ObjectNode json = Json.object();
        ArrayNode certificates = json.putObject("signedCertificateEmbeddedSct").putObject("chain")
                .putArray("certificates").add(leaf);
        authority.chain().pem().forEach(certificates::add);
        return json;
    }

    private ObjectNode trustBundle() {
        ObjectNode json = Json.object();
        ArrayNode certificates = json.putArray("chains").addObject().putArray("certificates");
        authority.chain().pem().forEach(certificates::add);
        return json;
    }
}
