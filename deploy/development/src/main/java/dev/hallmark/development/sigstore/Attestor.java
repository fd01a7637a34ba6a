package dev.hallmark.development.sigstore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.development.oidc.IdTokenSource;
import dev.hallmark.development.web.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Makes attestations over HTTP, as a signing client in a CI job does: a new key, an ID token, a certificate for the
/// two, and for each statement a signature and a log entry.
public final class Attestor {

    private static final String AUDIENCE = "sigstore";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI sigstore;

    private Attestor(HttpClient http, URI sigstore) {
        this.http = http;
        this.sigstore = sigstore;
    }

    /// @param sigstore the base URL of authority and log
    public static Attestor at(URI sigstore) {
        return new Attestor(HttpClient.newHttpClient(), sigstore);
    }

    public Attestation attest(IdTokenSource tokens, Statement statement) throws IOException, InterruptedException {
        return attest(tokens, List.of(statement)).getFirst();
    }

    /// One attestation for each statement, all with one certificate.
    public List<Attestation> attest(IdTokenSource tokens, List<Statement> statements)
            throws IOException, InterruptedException {
        SigningKey key = SigningKey.generate(SigningKey.Curve.P256);
        Pem certificate = certify(key, tokens.idToken(AUDIENCE));
        List<Attestation> attestations = new ArrayList<>();
        for (Statement statement : statements) {
            Envelope envelope = Envelope.sign(statement, key);
            attestations.add(Attestation.of(
                    new VerificationMaterial(certificate.content(), List.of(log(envelope, certificate)), List.of()),
                    envelope));
        }
        return attestations;
    }

    private Pem certify(SigningKey key, String idToken) throws IOException, InterruptedException {
        ObjectNode request = Json.object();
        request.putObject("credentials").put("oidcIdentityToken", idToken);
        ObjectNode keyRequest = request.putObject("publicKeyRequest");
        keyRequest.putObject("publicKey").put("algorithm", "ECDSA").put("content", key.publicPem());
        keyRequest.put("proofOfPossession",
                key.sign(subjectOf(idToken).getBytes(StandardCharsets.UTF_8)).base64());
        ObjectNode answer = post("/api/v2/signingCert", request, 200);
        return Pem.parseAll(answer.at("/signedCertificateEmbeddedSct/chain/certificates/0").asText()).getFirst();
    }

    private LoggedEntry log(Envelope envelope, Pem certificate) throws IOException, InterruptedException {
        ObjectNode request = Json.object()
                .put("apiVersion", EntryKind.DSSE_V1.version())
                .put("kind", EntryKind.DSSE_V1.kind());
        ObjectNode content = request.putObject("spec").putObject("proposedContent");
        content.put("envelope", envelope.json());
        content.putArray("verifiers").add(certificate.base64());
        ObjectNode answer = post("/api/v1/log/entries", request, 201);
        return LoggedEntry.ofRestForm(answer.elements().next());
    }

    private ObjectNode post(String path, ObjectNode body, int expectedStatus) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(sigstore.resolve(path))
                        .header("Content-Type", "application/json")
                        .timeout(TIMEOUT)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != expectedStatus) {
            throw new IOException("expected status %d from %s, found %d: %s".formatted(
                    expectedStatus, path, answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8)));
        }
        return Json.parseObject(answer.body()).orThrow();
    }

    /// The client signs the subject of its own token; whether the token is good is for the authority to say.
    private static String subjectOf(String idToken) {
        String payload = idToken.split("\\.", -1)[1];
        return Json.parseObject(Base64.getUrlDecoder().decode(payload)).orThrow().path("sub").asText();
    }
}
