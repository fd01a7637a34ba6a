package dev.hallmark.upload.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.upload.testing.Distributions;
import dev.hallmark.upload.testing.Form;
import dev.hallmark.upload.testing.Index;
import dev.hallmark.upload.testing.IndexUnderTest;
import dev.hallmark.upload.testing.JobTokens;
import dev.hallmark.upload.testing.RawHttp;
import dev.hallmark.upload.testing.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logmanager.LogContext;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(IndexUnderTest.class)
class TokenExchangeTest {

    @Inject
    TestClock clock;

    @Inject
    ExpiredTokens expiredTokens;

    @AfterEach
    void backToNow() {
        clock.putForward(Duration.ZERO);
    }

    @Test
    void namesItsAudience() {
        RawHttp.Answer answer = RawHttp.get(Index.port(), "/_/oidc/audience", Map.of());

        assertThat(answer.body()).isEqualTo("{\"audience\":\"hallmark\"}");
    }

    @Test
    void mintsATokenThatUploads() {
        String project = Index.newProject();
        Index.newPublisher(project, project);

        JsonNode minted = Index.json(Index.mint(tokenOf(project, _ -> {})).body());

        assertThat(minted.path("success").asBoolean()).isTrue();
        assertThat(minted.path("token").asText()).startsWith("pypi-");
        assertThat(minted.path("expires").asLong())
                .isBetween(clock.instant().getEpochSecond() + 890, clock.instant().getEpochSecond() + 901);
        assertThat(upload(minted.path("token").asText(), project)).isEqualTo(202);
    }

    @Test
    void mintsOneTokenOfParallelRequests() throws Exception {
        String project = Index.newProject();
        Index.newPublisher(project, project);
        String idToken = tokenOf(project, _ -> {});
        CountDownLatch together = new CountDownLatch(1);
        List<Future<RawHttp.Answer>> requests;
        try (var threads = Executors.newFixedThreadPool(64)) {
            requests = IntStream.range(0, 64)
                    .mapToObj(_ -> threads.submit(() -> {
                        together.await();
                        return Index.mint(idToken);
                    }))
                    .toList();
            together.countDown();
        }

        List<String> answers = new ArrayList<>();
        for (Future<RawHttp.Answer> request : requests) {
            answers.add(request.get().status() == 200 ? "minted" : codeOf(request.get()));
        }

        assertThat(answers).containsOnlyOnce("minted");
        assertThat(Collections.frequency(answers, "invalid-reuse-token")).isEqualTo(63);
    }

    /// What parallel first tokens find is not pinned yet.
    @Test
    void mintsForParallelJobsOfANewPublisher() {
        String project = Index.newProject();
        Index.newPublisher(project, project);

        List<Integer> statuses = IntStream.range(0, 16)
                .mapToObj(_ -> tokenOf(project, _ -> {}))
                .map(token -> CompletableFuture.supplyAsync(() -> Index.mint(token).status()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(statuses).hasSize(16).containsOnly(200);
    }

    @Test
    void doesNotSpendATokenThatMatchesNobody() {
        String project = Index.newProject();
        String idToken = tokenOf(project, _ -> {});
        String before = codeOf(Index.mint(idToken));

        Index.newPublisher(project, project);

        assertThat(before).isEqualTo("invalid-publisher");
        assertThat(Index.mint(idToken).status()).isEqualTo(200);
    }

    @Test
    void mintsNothingForAReplayAroundTheExpiry() {
        String project = Index.newProject();
        Index.newPublisher(project, project);
        String idToken = tokenOf(project, _ -> {});
        Index.mint(idToken);

        List<Integer> replays = Stream.of(299, 301, 329, 331, 361)
                .map(seconds -> {
                    clock.putForward(Duration.ofSeconds(seconds));
                    expiredTokens.forget().await().atMost(Duration.ofSeconds(10));
                    return Index.mint(idToken).status();
                })
                .toList();

        assertThat(replays).containsOnly(422);
    }

    @Test
    void endsAnUploadTokenAfter15Minutes() {
        String project = Index.newProject();
        Index.newPublisher(project, project);
        String token = Index.newUploadToken(project);

        clock.putForward(Duration.ofMinutes(15));

        assertThat(upload(token, project)).isEqualTo(403);
    }

    @Test
    void endsTheUploadTokensOfARemovedPublisherAtOnce() {
        String project = Index.newProject();
        String publisher = Index.newPublisher(project, project);
        String token = Index.newUploadToken(project);

        Index.manage("DELETE", "/manage/projects/" + project + "/publishers/" + publisher, "");

        assertThat(upload(token, project)).isEqualTo(403);
    }

    @Test
    void mintsForEveryProjectThatTrustsTheWorkflowAndForNoOther() {
        String first = Index.newProject();
        String second = Index.newProject();
        String other = Index.newProject();
        Index.newPublisher(first, first);
        Index.newPublisher(second, first);
        String token = Index.newUploadToken(first);

        List<Integer> answers = Stream.of(first, second, other).map(project -> upload(token, project)).toList();

        assertThat(answers).containsExactly(202, 202, 403);
    }

    @Test
    void pinsTheOwnerByTheFirstToken() {
        String project = Index.newProject();
        Index.newPublisher(project, project);
        Index.mint(tokenOf(project, _ -> {}));

        RawHttp.Answer answer =
                Index.mint(tokenOf(project, claims -> claims.setStringClaim("repository_owner_id", "666")));

        assertThat(descriptionOf(answer))
                .isEqualTo("valid token, but no corresponding publisher (Check failed for claim 'repository_owner_id':"
                        + " expected '583231', found '666')");
    }

    @Test
    void namesAMissingClaim() {
        String project = Index.newProject();
        Index.newPublisher(project, project);

        RawHttp.Answer answer = Index.mint(tokenOf(project, claims -> claims.unsetClaim("event_name")));

        assertThat(descriptionOf(answer)).contains("Missing claim 'event_name'");
    }

    static Stream<Arguments> hostileTokens() throws JoseException {
        JobTokens github = JobTokens.GITHUB;
        JobTokens stranger = new JobTokens(JobTokens.GITHUB_URL, "key-1");
        JobTokens unknownKey = new JobTokens(JobTokens.GITHUB_URL, "key-2");
        JobTokens unknownIssuer = new JobTokens("https://token.actions.githubusercontent.com.evil.test", "key-1");
        String good = github.token(_ -> {});
        return Stream.of(
                Arguments.of("another key", stranger.token(_ -> {}), "invalid-token"),
                Arguments.of("an unknown key id", unknownKey.token(_ -> {}), "invalid-token"),
                Arguments.of("an unknown issuer", unknownIssuer.token(_ -> {}), "invalid-payload"),
                Arguments.of(
                        "an issuer that is not enabled",
                        new JobTokens("https://agent.buildkite.com", "key-1").token(_ -> {}),
                        "not-enabled"),
                unknownIssuer("http://localhost?x=https://token.actions.githubusercontent.com"),
                unknownIssuer("https://token.actions.githubusercontent.com@127.0.0.1"),
                unknownIssuer("https://token.actions.githubusercontent.com/"),
                unknownIssuer("https://TOKEN.actions.githubusercontent.com"),
                unknownIssuer("http://169.254.169.254"),
                Arguments.of("no key id", signed(null, "RS256", JobTokens.GITHUB.key().getPrivateKey(), null), "invalid-token"),
                Arguments.of("ES256 under the id of an RSA key", signed("key-1", "ES256", ellipticKey(), null), "invalid-token"),
                Arguments.of("RS512", signed("key-1", "RS512", JobTokens.GITHUB.key().getPrivateKey(), null), "invalid-token"),
                Arguments.of(
                        "a critical header that nobody knows",
                        signed("key-1", "RS256", JobTokens.GITHUB.key().getPrivateKey(), "surprise"),
                        "invalid-token"),
                Arguments.of("no signature", unsigned(), "invalid-token"),
                Arguments.of("HS256 with the public key", hmac(), "invalid-token"),
                Arguments.of("a foreign audience", github.token(c -> c.setStringClaim("aud", "pypi")), "invalid-token"),
                Arguments.of("a list of audiences", github.token(c -> c.setStringListClaim("aud", "hallmark")), "invalid-token"),
                Arguments.of("no audience", github.token(c -> c.unsetClaim("aud")), "invalid-token"),
                Arguments.of("expired", github.token(c -> c.setExpirationTime(inSeconds(-31))), "invalid-token"),
                Arguments.of("not yet valid", github.token(c -> c.setNotBefore(inSeconds(90))), "invalid-token"),
                Arguments.of("issued in the future", github.token(c -> c.setIssuedAt(inSeconds(90))), "invalid-token"),
                Arguments.of("never issued", github.token(c -> c.unsetClaim("iat")), "invalid-token"),
                Arguments.of("without expiry", github.token(c -> c.unsetClaim("exp")), "invalid-token"),
                Arguments.of("an altered payload", altered(good), "invalid-token"),
                Arguments.of("dots", ".".repeat(20_000), "invalid-payload"),
                Arguments.of("two dots", "..", "invalid-payload"),
                Arguments.of("nothing", "", "invalid-payload"),
                Arguments.of("deep JSON", "a." + base64("{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}") + ".c", "invalid-payload"),
                Arguments.of("two issuers", "a." + base64("{\"iss\":\"a\",\"iss\":\"b\"}") + ".c", "invalid-payload"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileTokens")
    void refusesAHostileToken(String what, String token, String code) {
        RawHttp.Answer answer = Index.mint(token);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(Index.json(answer.body()).path("message").asText()).isEqualTo("Token request failed");
        assertThat(codeOf(answer)).isEqualTo(code);
    }

    static Stream<String> hostileBodies() {
        return Stream.of("", "not JSON", "{}", "{\"token\": 1}", "[\"a\"]", "null", "{\"token\":\"" + "x".repeat(1 << 20) + "\"}", "{\"token\":\"a\"} b",
                "{\"token\":\"a\",\"features\":[\"single-use-token\"]}", "{\"token\":\"a\",\"features\":1}");
    }

    @ParameterizedTest
    @MethodSource("hostileBodies")
    void refusesAHostileBody(String body) {
        RawHttp.Answer answer = RawHttp.send(
                Index.port(), "POST", "/_/oidc/mint-token", Map.of(), body.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(codeOf(answer)).isEqualTo("invalid-payload");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(Index.json(answer.body()).path("detail").asText()).isEqualTo(descriptionOf(answer));
    }

    @Test
    void mintsATokenForManyFilesOnRequest() {
        String project = Index.newProject();
        Index.newPublisher(project, project);
        String body = "{\"token\":\"" + tokenOf(project, _ -> {}) + "\",\"features\":[\"multi-use-token\"]}";

        RawHttp.Answer answer = RawHttp.send(
                Index.port(), "POST", "/_/oidc/mint-token", Map.of(), body.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"%2Flegacy%2F, '', 200", "%2Flegacy, '*/*', 200", "%2Flegacy%2F, application/vnd.pypi.pytp.v1+json, 200",
        "%2Flegacy%2F, application/vnd.pypi.pytp.v2+json, 406", "%2Fsimple%2F, '', 404", "'', '', 404"})
    void answersDiscoveryForTheUploadUrl(String path, String accept, int status) {
        RawHttp.Answer answer = RawHttp.get(
                Index.port(), "/.well-known/pytp?discover=" + path, accept.isEmpty() ? Map.of() : Map.of("Accept", accept));

        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void namesEndpointsOfItsPublicUrl() {
        RawHttp.Answer answer = RawHttp.get(Index.port(), "/.well-known/pytp?discover=%2Flegacy%2F", Map.of("Host", "evil.example"));

        assertThat(answer.header("Content-Type")).startsWith("application/vnd.pypi.pytp.v1+json");
        assertThat(Index.json(answer.body())).isEqualTo(Index.json("""
                {"audience-endpoint": "https://index.example/_/oidc/audience",
                 "token-mint-endpoint": "https://index.example/_/oidc/mint-token",
                 "features": ["multi-use-token"], "default-features": ["multi-use-token"]}"""));
    }

    @Test
    void refusesAMethodThatItDoesNotKnow() {
        RawHttp.Answer answer = RawHttp.send(Index.port(), "POST", "/_/oidc/audience", Map.of(), new byte[0]);

        assertThat(answer.status()).isEqualTo(405);
    }

    @Test
    void writesNoSecretIntoItsLog() {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        Handler collector = collectorOf(lines);
        LogContext.getLogContext().getLogger("").addHandler(collector);
        String project = Index.newProject();
        Index.newPublisher(project, project);
        String idToken = tokenOf(project, _ -> {});
        String apiToken = Index.newToken(project);
        String uploadToken = Index.json(Index.mint(idToken).body()).path("token").asText();
        Index.mint(idToken);
        upload(uploadToken, project);
        upload(apiToken, project);
        upload(uploadToken + "x", project);

        LogContext.getLogContext().getLogger("").removeHandler(collector);

        assertThat(lines).isNotEmpty();
        assertThat(lines).noneMatch(line -> Stream.of(idToken, idToken.split("\\.")[2], apiToken, uploadToken, IndexUnderTest.ADMIN_TOKEN)
                .anyMatch(line::contains));
    }

    private static Handler collectorOf(List<String> lines) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getMessage() + " " + java.util.Arrays.toString(line.getParameters()) + " " + line.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    private static String tokenOf(String repository, Consumer<JwtClaims> difference) {
        return JobTokens.GITHUB.token(claims -> {
            claims.setStringClaim("repository", "octo/" + repository);
            String workflow = "octo/" + repository + "/.github/workflows/release.yml@refs/tags/v1";
            claims.setStringClaim("job_workflow_ref", workflow);
            claims.setStringClaim("workflow_ref", workflow);
            difference.accept(claims);
        });
    }

    private static int upload(String token, String project) {
        return Index.uploadAsync(token, Form.of(Distributions.sdist(project, "1.0"))).status();
    }

    private static String codeOf(RawHttp.Answer answer) {
        return Index.json(answer.body()).path("errors").path(0).path("code").asText();
    }

    private static String descriptionOf(RawHttp.Answer answer) {
        return Index.json(answer.body()).path("errors").path(0).path("description").asText();
    }

    private static NumericDate inSeconds(long seconds) {
        return NumericDate.fromSeconds(java.time.Instant.now().getEpochSecond() + seconds);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String altered(String token) {
        String[] parts = token.split("\\.");
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        return parts[0] + "." + base64(payload.replace("octo/sample", "evil/sample")) + "." + parts[2];
    }

    private static Arguments unknownIssuer(String issuer) {
        return Arguments.of("the issuer " + issuer, new JobTokens(issuer, "key-1").token(_ -> {}), "invalid-payload");
    }

    /// The payload is right; only the signature's form is not.
    private static String signed(String keyId, String algorithm, Key key, String critical) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(JobTokens.GITHUB.claims(java.time.Instant.now(), _ -> {}).toJson());
        signature.setKey(key);
        signature.setAlgorithmHeaderValue(algorithm);
        if (keyId != null) {
            signature.setKeyIdHeaderValue(keyId);
        }
        if (critical != null) {
            signature.setHeader(critical, "x");
            signature.setCriticalHeaderNames(critical);
        }
        return signature.getCompactSerialization();
    }

    private static Key ellipticKey() throws JoseException {
        return EcJwkGenerator.generateJwk(EllipticCurves.P256).getPrivateKey();
    }

    private static String unsigned() {
        return base64("{\"alg\":\"none\",\"kid\":\"key-1\"}") + "."
                + base64(JobTokens.GITHUB.claims(java.time.Instant.now(), _ -> {}).toJson()) + ".";
    }

    private static String hmac() throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(JobTokens.GITHUB.claims(java.time.Instant.now(), _ -> {}).toJson());
        signature.setKey(new HmacKey(JobTokens.GITHUB.key().getPublicKey().getEncoded()));
        signature.setKeyIdHeaderValue("key-1");
        signature.setAlgorithmHeaderValue("HS256");
        return signature.getCompactSerialization();
    }
}
