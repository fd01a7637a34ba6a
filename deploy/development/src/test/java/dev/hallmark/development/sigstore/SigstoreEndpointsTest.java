package dev.hallmark.development.sigstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.Sha256;
import dev.hallmark.development.DevelopmentAuthorities;
import dev.hallmark.development.oidc.Job;
import dev.hallmark.development.oidc.TokenDraft;
import dev.hallmark.development.web.Json;
import java.math.BigInteger;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What the authority and the log take and refuse over HTTP.
final class SigstoreEndpointsTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final Job JOB = Job.of("octo-org/sampleproject", "release.yml");
    private static final String CERTIFICATES = "/api/v2/signingCert";
    private static final String ENTRIES = "/api/v1/log/entries";
    private static final String SECOND_ENTRIES = "/api/v2/log/entries";
    private static final String TIMESTAMPS = "/api/v1/timestamp";
    private static final Bytes FILE = Bytes.ofAscii("the bytes of a file");

    @TempDir
    private static Path data;

    private static DevelopmentAuthorities authorities;
    private static HttpClient http;

    private final SigningKey key = SigningKey.generate(SigningKey.Curve.P256);

    @BeforeAll
    static void start() throws Exception {
        authorities = DevelopmentAuthorities.start(data, 0, Clock.fixed(NOW, ZoneOffset.UTC));
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() throws Exception {
        http.close();
        authorities.close();
    }

    static Stream<Arguments> bends() {
        return Stream.of(
                bend("expired", draft -> draft.endingAt(NOW.minusSeconds(1))),
                bend("other audience", draft -> draft.claim("aud", "hallmark")),
                bend("other issuer", draft -> draft.claim("iss", "https://issuer.example")),
                bend("other key", TokenDraft::signedByUnknownKey),
                bend("unsigned", TokenDraft::unsigned),
                bend("public key as secret", TokenDraft::signedWithPublicKeyAsSecret),
                bend("no workflow", draft -> draft.claim("job_workflow_ref", "")));
    }

    private static Arguments bend(String name, UnaryOperator<TokenDraft> bend) {
        return Arguments.argumentSet(name, bend);
    }

    @ParameterizedTest
    @MethodSource("bends")
    void certifiesNobodyWithABadIdToken(UnaryOperator<TokenDraft> bend) throws Exception {
        String token = bend.apply(authorities.issuer().draft(JOB, "sigstore")).sign();
        assertThat(post(CERTIFICATES, certificateRequest(token, key, JOB.subject())).statusCode()).isEqualTo(401);
    }

    @Test
    void certifiesNoKeyThatSignedAnotherSubject() throws Exception {
        assertThat(post(CERTIFICATES, certificateRequest(token(), key, "repo:someone/else")).statusCode()).isEqualTo(400);
    }

    @Test
    void certifiesNoKeyOfAnotherCurve() throws Exception {
        SigningKey other = SigningKey.generate(SigningKey.Curve.P384);
        assertThat(post(CERTIFICATES, certificateRequest(token(), other, JOB.subject())).body()).contains("P-256");
    }

    @Test
    void certifiesASigningRequestWithABearerToken() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(authorities.origin().resolve(CERTIFICATES))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token())
                .POST(HttpRequest.BodyPublishers.ofString(Json.text(
                        Json.object().put("certificateSigningRequest", signingRequest(false).base64())))));
        JsonNode chain = json(answer).at("/signedCertificateEmbeddedSct/chain/certificates");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(chain).hasSize(3).allSatisfy(pem -> assertThat(pem.asText()).startsWith("-----BEGIN CERTIFICATE"));
    }

    @Test
    void certifiesNoSigningRequestOfAnotherKey() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(authorities.origin().resolve(CERTIFICATES))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token())
                .POST(HttpRequest.BodyPublishers.ofString(Json.text(
                        Json.object().put("certificateSigningRequest", signingRequest(true).base64())))));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("signed by its own key");
    }

    @Test
    void logsAnEnvelopeAndFindsItAgain() throws Exception {
        HttpResponse<String> logged = post(ENTRIES, submission(envelope(), key));
        HttpResponse<String> found = get(logged.headers().firstValue("Location").orElseThrow());
        assertThat(logged.statusCode()).isEqualTo(201);
        assertThat(json(found).elements().next().path("body")).isEqualTo(json(logged).elements().next().path("body"));
    }

    @Test
    void namesTheEntryThatIsThereAlready() throws Exception {
        ObjectNode submission = submission(envelope(), key);
        HttpResponse<String> first = post(ENTRIES, submission);
        HttpResponse<String> second = post(ENTRIES, submission);
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.headers().firstValue("Location")).isEqualTo(first.headers().firstValue("Location"));
    }

    @Test
    void logsNoEnvelopeOfAnotherKey() throws Exception {
        HttpResponse<String> answer =
                post(ENTRIES, submission(envelope(), SigningKey.generate(SigningKey.Curve.P256)));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("whose signature the verifier verifies");
    }

    @Test
    void logsNoOtherKindOfEntry() throws Exception {
        assertThat(post(ENTRIES, submission(envelope(), key).put("kind", "rekord")).statusCode()).isEqualTo(400);
    }

    @Test
    void logsASignatureOverAFile() throws Exception {
        HttpResponse<String> answer = post(ENTRIES, messageSubmission(MessageSignature.sign(FILE, key)));
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(bodyOf(json(answer).elements().next().path("body")))
                .startsWith("{\"apiVersion\":\"0.0.1\",\"kind\":\"hashedrekord\",");
    }

    @Test
    void logsNoSignatureOverAnotherFile() throws Exception {
        MessageSignature other = MessageSignature.sign(Bytes.ofAscii("another file"), key);
        HttpResponse<String> answer = post(ENTRIES, messageSubmission(new MessageSignature(FILE, other.signature())));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("whose signature the verifier verifies");
    }

    @Test
    void logsInTheSecondFormWithoutATime() throws Exception {
        HttpResponse<String> answer = post(SECOND_ENTRIES, secondSubmission(MessageSignature.sign(FILE, key)));
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(json(answer).propertyStream().map(Map.Entry::getKey)).containsExactlyInAnyOrder(
                "logIndex", "logId", "kindVersion", "inclusionProof", "canonicalizedBody");
        assertThat(json(answer).path("logIndex")).isEqualTo(json(answer).at("/inclusionProof/logIndex"));
        assertThat(bodyOf(json(answer).path("canonicalizedBody")))
                .startsWith("{\"apiVersion\":\"0.0.2\",\"kind\":\"hashedrekord\",\"spec\":{\"hashedRekordV002\":");
    }

    @Test
    void namesTheEntryOfTheSecondLogThatIsThereAlready() throws Exception {
        ObjectNode submission = secondSubmission(MessageSignature.sign(FILE, key));
        String index = json(post(SECOND_ENTRIES, submission)).path("logIndex").asText();
        HttpResponse<String> second = post(SECOND_ENTRIES, submission);
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("with index " + index);
    }

    @Test
    void logsNothingInTheSecondFormThatItsKeyDidNotSign() throws Exception {
        MessageSignature other = MessageSignature.sign(Bytes.ofAscii("another file"), key);
        assertThat(post(SECOND_ENTRIES, secondSubmission(new MessageSignature(FILE, other.signature()))).body())
                .contains("whose signature the verifier verifies");
        assertThat(post(SECOND_ENTRIES, Json.object()).body()).contains("expected hashedRekordRequestV002");
    }

    @Test
    void showsTheCheckpointOfTheSecondLog() throws Exception {
        assertThat(get("/api/v2/checkpoint").body()).startsWith("127.0.0.1\n").contains("\n\n\u2014 127.0.0.1 ");
    }

    @Test
    void stampsARequestInDer() throws Exception {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        TimeStampRequest request = generator.generate(
                TSPAlgorithms.SHA256, FILE.sha256().toBytes(), BigInteger.valueOf(42));
        HttpResponse<byte[]> answer = http.send(HttpRequest.newBuilder(authorities.origin().resolve(TIMESTAMPS))
                .header("Content-Type", "application/timestamp-query")
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.getEncoded()))
                .build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/timestamp-reply");
        TimeStampResponse response = new TimeStampResponse(answer.body());
        response.validate(request);
        assertThat(response.getTimeStampToken().getTimeStampInfo().getGenTime()).isEqualTo(Date.from(NOW));
    }

    @Test
    void stampsARequestInJson() throws Exception {
        ObjectNode request = Json.object()
                .put("artifactHash", Bytes.of(FILE.sha256().toBytes()).base64())
                .put("hashAlgorithm", "sha256")
                .put("certificates", true);
        HttpResponse<byte[]> answer = http.send(HttpRequest.newBuilder(authorities.origin().resolve(TIMESTAMPS))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.text(request)))
                .build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(new TimeStampResponse(answer.body()).getTimeStampToken().getTimeStampInfo().getMessageImprintDigest())
                .isEqualTo(FILE.sha256().toBytes());
    }

    @Test
    void stampsNoWeakDigest() throws Exception {
        HttpResponse<String> answer = post(TIMESTAMPS, Json.object().put("hashAlgorithm", "sha1").put("artifactHash", ""));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("expected hashAlgorithm sha256, sha384 or sha512");
    }

    @Test
    void stampsNoDigestOfAnotherLength() throws Exception {
        assertThat(post(TIMESTAMPS, Json.object().put("hashAlgorithm", "sha256").put("artifactHash", "aaaa")).statusCode())
                .isEqualTo(400);
    }

    private ObjectNode messageSubmission(MessageSignature message) {
        ObjectNode request = Json.object().put("apiVersion", "0.0.1").put("kind", "hashedrekord");
        ObjectNode spec = request.putObject("spec");
        spec.putObject("data").putObject("hash")
                .put("algorithm", "sha256")
                .put("value", message.message().sha256().hex());
        spec.putObject("signature")
                .put("content", message.signature().base64())
                .putObject("publicKey").put("content", new Pem("PUBLIC KEY", key.encodedPublicKey()).base64());
        return request;
    }

    private ObjectNode secondSubmission(MessageSignature message) {
        ObjectNode request = Json.object();
        ObjectNode signature = request.putObject("hashedRekordRequestV002")
                .put("digest", Bytes.of(message.message().sha256().toBytes()).base64())
                .putObject("signature")
                .put("content", message.signature().base64());
        signature.putObject("verifier")
                .put("keyDetails", "PKIX_ECDSA_P256_SHA_256")
                .putObject("publicKey").put("rawBytes", key.encodedPublicKey().base64());
        return request;
    }

    private static String bodyOf(JsonNode base64) {
        return new String(Bytes.ofBase64(base64.asText()).toArray(), StandardCharsets.UTF_8);
    }

    @Test
    void knowsNoEntryThatWasNotLogged() throws Exception {
        assertThat(get(ENTRIES + "/" + Sha256.of(new byte[0]).hex()).statusCode()).isEqualTo(404);
        assertThat(get(ENTRIES + "/x").statusCode()).isEqualTo(404);
    }

    @Test
    void answersWithTheSizeOfTheLog() throws Exception {
        long before = json(get("/api/v1/log")).path("treeSize").asLong();
        post(ENTRIES, submission(envelope(), key));
        assertThat(json(get("/api/v1/log")).path("treeSize").asLong()).isEqualTo(before + 1);
    }

    private static String token() {
        return authorities.issuer().issue(JOB, "sigstore");
    }

    private static ObjectNode certificateRequest(String token, SigningKey key, String subject) {
        ObjectNode request = Json.object();
        request.putObject("credentials").put("oidcIdentityToken", token);
        ObjectNode keyRequest = request.putObject("publicKeyRequest");
        keyRequest.putObject("publicKey").put("algorithm", "ECDSA").put("content", key.publicPem());
        keyRequest.put("proofOfPossession", key.sign(subject.getBytes(StandardCharsets.UTF_8)).base64());
        return request;
    }

    private static Pem signingRequest(boolean signedByAnother) throws Exception {
        KeyPair pair = keyPair();
        byte[] request = new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=anybody"), pair.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA")
                        .build(signedByAnother ? keyPair().getPrivate() : pair.getPrivate()))
                .getEncoded();
        return new Pem("CERTIFICATE REQUEST", Bytes.of(request));
    }

    private static KeyPair keyPair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private Envelope envelope() {
        return Envelope.sign(
                Statement.publish("sampleproject-1.0.0.tar.gz", Sha256.of(new byte[0])), key);
    }

    private static ObjectNode submission(Envelope envelope, SigningKey verifier) {
        ObjectNode request = Json.object().put("apiVersion", "0.0.1").put("kind", "dsse");
        ObjectNode content = request.putObject("spec").putObject("proposedContent").put("envelope", envelope.json());
        content.putArray("verifiers").add(new Pem("PUBLIC KEY", verifier.encodedPublicKey()).base64());
        return request;
    }

    private static HttpResponse<String> post(String path, ObjectNode body) throws Exception {
        return send(HttpRequest.newBuilder(authorities.origin().resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.text(body))));
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(authorities.origin().resolve(path)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.parseObject(answer.body().getBytes(StandardCharsets.UTF_8)).orThrow();
    }
}
