package dev.hallmark.development.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.development.DevelopmentAuthorities;
import dev.hallmark.development.web.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The issuer as a job and a relying party meet it; jose4j is the relying party.
final class LocalIssuerTest {

    private static final Job JOB = Job.of("octo-org/sampleproject", "release.yml").withOwner("65").withRepositoryId("74");
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    @TempDir
    private static Path data;

    private static DevelopmentAuthorities authorities;
    private static HttpClient http;

    /// Once for all tests, because an RSA key takes a while.
    @BeforeAll
    static void start() throws Exception {
        authorities = DevelopmentAuthorities.start(data, 0, Clock.fixed(NOW, ZoneOffset.UTC));
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() throws Exception {
        authorities.close();
        http.close();
    }

    @Test
    void issuesTokensThatVerifyThroughDiscovery() throws Exception {
        TokenRequest request = authorities.issuer().register(JOB.withEnvironment("pypi"));
        String token = JobEnvironment.of(request).idToken("hallmark");
        JsonNode discovery = json(get("/.well-known/openid-configuration", Optional.empty()));
        JwtClaims claims = consumer("hallmark", discovery.path("issuer").asText())
                .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(
                        new HttpsJwks(discovery.path("jwks_uri").asText())))
                .build()
                .processToClaims(token);
        assertThat(claims.getIssuer()).isEqualTo(authorities.origin().toString());
        assertThat(claims.getSubject()).isEqualTo("repo:octo-org/sampleproject:environment:pypi");
        assertThat(claims.getClaimsMap())
                .containsEntry("aud", "hallmark")
                .containsEntry("repository", "octo-org/sampleproject")
                .containsEntry("repository_id", "74")
                .containsEntry("repository_owner", "octo-org")
                .containsEntry("repository_owner_id", "65")
                .containsEntry("workflow_ref", "octo-org/sampleproject/.github/workflows/release.yml@refs/tags/v1.0.0")
                .containsEntry("job_workflow_ref", "octo-org/sampleproject/.github/workflows/release.yml@refs/tags/v1.0.0")
                .containsEntry("ref_type", "tag")
                .containsEntry("environment", "pypi");
    }

    @Test
    void givesEveryTokenAnIdOfItsOwn() throws Exception {
        JobEnvironment environment = JobEnvironment.of(authorities.issuer().register(JOB));
        assertThat(environment.idToken("hallmark")).isNotEqualTo(environment.idToken("hallmark"));
    }

    @Test
    void registersJobsOverHttp() throws Exception {
        HttpResponse<String> answer = postJob("""
                {"repository": "octo-org/sampleproject", "workflow": "ci.yml", "ref": "refs/heads/main",
                 "repository_owner_id": 65, "event_name": "push"}""");
        TokenRequest request = new TokenRequest(
                URI.create(json(answer).path("token_request_url").asText()),
                json(answer).path("token_request_token").asText());
        JwtClaims claims = verify(JobEnvironment.of(request).idToken("hallmark"));
        assertThat(claims.getSubject()).isEqualTo("repo:octo-org/sampleproject:ref:refs/heads/main");
        assertThat(claims.getClaimsMap()).containsEntry("repository_owner_id", "65").containsEntry("event_name", "push");
    }

    @Test
    void refusesAJobWithoutARepository() throws Exception {
        assertThat(postJob("{\"workflow\": \"ci.yml\"}").statusCode()).isEqualTo(400);
    }

    @Test
    void refusesATokenRequestWithAnotherBearerToken() throws Exception {
        TokenRequest request = authorities.issuer().register(JOB);
        JobEnvironment stranger = JobEnvironment.of(new TokenRequest(request.url(), "guess"));
        assertThatThrownBy(() -> stranger.idToken("hallmark")).isInstanceOf(IOException.class).hasMessageContaining("401");
    }

    @Test
    void addressesATokenWithoutAudienceToTheOwner() throws Exception {
        TokenRequest request = authorities.issuer().register(JOB);
        String path = request.url().getRawPath() + "?" + request.url().getRawQuery();
        JsonNode answer = json(get(path, Optional.of("Bearer " + request.token())));
        JwtClaims claims = consumer("https://github.com/octo-org", authorities.issuer().issuer())
                .setVerificationKeyResolver(publicKeys())
                .build()
                .processToClaims(answer.path("value").asText());
        assertThat(claims.getAudience()).containsExactly("https://github.com/octo-org");
    }

    @Test
    void issuesUnderAnotherNameWithItsKeysInAFile() throws Exception {
        LocalIssuer issuer = LocalIssuer.inMemory(LocalIssuer.GITHUB, Clock.fixed(NOW, ZoneOffset.UTC));
        Path keys = data.resolve("pinned.json");
        issuer.writePublicKeys(keys);
        JwtClaims claims = consumer("hallmark", LocalIssuer.GITHUB)
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(
                        new JsonWebKeySet(Files.readString(keys)).getJsonWebKeys()))
                .build()
                .processToClaims(issuer.issue(JOB, "hallmark"));
        assertThat(claims.getIssuer()).isEqualTo(LocalIssuer.GITHUB);
        assertThat(Files.readString(keys)).doesNotContain("\"d\"");
    }

    static Stream<Arguments> bends() {
        return Stream.of(
                bend("expired", draft -> draft.endingAt(NOW.minusSeconds(60))),
                bend("not yet valid", draft -> draft.claim("nbf", NOW.getEpochSecond() + 60)),
                bend("other key", TokenDraft::signedByUnknownKey),
                bend("other key id", draft -> draft.keyId("unknown")),
                bend("unsigned", TokenDraft::unsigned),
                bend("public key as secret", TokenDraft::signedWithPublicKeyAsSecret),
                bend("other issuer", draft -> draft.claim("iss", "https://issuer.example")),
                bend("no audience", draft -> draft.without("aud")));
    }

    private static Arguments bend(String name, UnaryOperator<TokenDraft> bend) {
        return Arguments.argumentSet(name, bend);
    }

    @ParameterizedTest
    @MethodSource("bends")
    void bendsTokensSoThatARelyingPartyRefusesThem(UnaryOperator<TokenDraft> bend) {
        String token = bend.apply(authorities.issuer().draft(JOB, "hallmark")).sign();
        assertThatThrownBy(() -> verify(token)).isInstanceOf(InvalidJwtException.class);
    }

    private static JwtClaims verify(String token) throws Exception {
        return consumer("hallmark", authorities.issuer().issuer())
                .setVerificationKeyResolver(publicKeys())
                .build()
                .processToClaims(token);
    }

    private static JwksVerificationKeyResolver publicKeys() throws Exception {
        return new JwksVerificationKeyResolver(
                new JsonWebKeySet(authorities.issuer().publicKeys()).getJsonWebKeys());
    }

    private static JwtConsumerBuilder consumer(String audience, String issuer) {
        return new JwtConsumerBuilder()
                .setExpectedAudience(audience)
                .setExpectedIssuer(issuer)
                .setRequireExpirationTime()
                .setRequireJwtId()
                .setEvaluationTime(NumericDate.fromSeconds(NOW.getEpochSecond()));
    }

    private static HttpResponse<String> postJob(String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(authorities.origin().resolve("/jobs"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path, Optional<String> authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(authorities.origin().resolve(path));
        authorization.ifPresent(value -> request.header("Authorization", value));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.parseObject(answer.body().getBytes(StandardCharsets.UTF_8)).orThrow();
    }
}
