package dev.hallmark.development.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.development.DevelopmentAuthorities;
import dev.hallmark.development.web.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalGitLabTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private DevelopmentAuthorities authorities;

    @BeforeEach
    void start(@TempDir Path data) throws IOException {
        authorities = DevelopmentAuthorities.start(data, 0, Clock.systemUTC());
    }

    @AfterEach
    void stop() throws IOException {
        authorities.close();
    }

    @Test
    void putsTheTokensThatAJobAsksForIntoItsVariables() throws Exception {
        ObjectNode started = Json.parseObject(post("""
                {"project_path": "group/sub/tool", "id_tokens": {"PYPI_ID_TOKEN": {"aud": "pypi"}}}""").body()).orThrow();

        assertThat(started.at("/variables/GITLAB_CI").asText()).isEqualTo("true");
        JwtClaims claims = verified(started.at("/variables/PYPI_ID_TOKEN").asText(), "pypi");
        assertThat(claims.getStringClaimValue("ci_config_ref_uri"))
                .isEqualTo("gitlab.com/group/sub/tool//.gitlab-ci.yml@refs/tags/v1.0.0");
        assertThat(claims.getStringClaimValue("namespace_path")).isEqualTo("group/sub");
    }

    @Test
    void refusesAJobOfNoProject() throws Exception {
        assertThat(post("{\"project_path\": \"tool\"}").statusCode()).isEqualTo(400);
    }

    private JwtClaims verified(String token, String audience) throws Exception {
        URI issuer = URI.create(authorities.origin() + "/gitlab");
        ObjectNode discovery = Json.parseObject(get(URI.create(issuer + "/.well-known/openid-configuration"))).orThrow();
        String keys = new String(get(URI.create(discovery.path("jwks_uri").asText())));
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(new JsonWebKeySet(keys).getJsonWebKeys()))
                .setExpectedIssuer(issuer.toString())
                .setExpectedAudience(audience)
                .build()
                .processToClaims(token);
    }

    private byte[] get(URI url) throws Exception {
        return http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofByteArray()).body();
    }

    private HttpResponse<byte[]> post(String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(authorities.origin() + "/gitlab/jobs"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }
}
