package dev.hallmark.development.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.development.DevelopmentAuthorities;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalIdentityProviderTest {

    @TempDir
    private static Path data;

    private static DevelopmentAuthorities authorities;
    private static HttpClient http;

    @BeforeAll
    static void start() throws Exception {
        authorities = DevelopmentAuthorities.start(data, 0, Clock.systemUTC());
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() throws Exception {
        authorities.close();
        http.close();
    }

    @Test
    void handsOutATokenForWhomeverItIsAskedFor() throws Exception {
        String token = post("{\"subject\":\"somebody\",\"name\":\"Some Body\",\"groups\":[\"staff\"]}").body();

        JwtClaims claims = consumer().processToClaims(token);

        assertThat(claims.getSubject()).isEqualTo("somebody");
        assertThat(claims.getStringClaimValue("name")).isEqualTo("Some Body");
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("staff");
    }

    @Test
    void neverSpeaksForAJobNorAJobForAPerson() {
        String ofAJob = authorities.issuer().issue(Job.of("octo-org/sample", "release.yml"), LocalIdentityProvider.AUDIENCE);

        assertThatThrownBy(() -> consumer().processToClaims(ofAJob)).isInstanceOf(InvalidJwtException.class);
        assertThat(issuer()).isNotEqualTo(authorities.issuer().issuer());
    }

    @Test
    void wantsASubject() throws Exception {
        assertThat(post("{\"name\":\"Some Body\"}").statusCode()).isEqualTo(400);
    }

    private static JwtConsumer consumer() {
        return new JwtConsumerBuilder()
                .setExpectedIssuer(issuer())
                .setExpectedAudience(LocalIdentityProvider.AUDIENCE)
                .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(new HttpsJwks(issuer() + "/jwks")))
                .build();
    }

    private static String issuer() {
        return authorities.origin() + "/people";
    }

    private static HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(issuer() + "/tokens"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
