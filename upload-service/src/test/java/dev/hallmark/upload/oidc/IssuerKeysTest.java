package dev.hallmark.upload.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.hallmark.upload.testing.JobTokens;
import dev.hallmark.upload.testing.TestClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jwk.Use;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IssuerKeysTest {

    private final TestClock clock = new TestClock();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer issuer;
    private String url;
    private String keysUrl;
    private String keysBody;
    private int keysStatus = 200;
    private IssuerKeys keys;

    @BeforeEach
    void startTheIssuer() throws IOException {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        url = "http://127.0.0.1:" + issuer.getAddress().getPort();
        keysUrl = url + "/keys";
        keysBody = new JobTokens(url, "key-1").jwks();
        issuer.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            requests.add(path);
            boolean discovery = path.endsWith("/.well-known/openid-configuration");
            byte[] body = (discovery ? "{\"issuer\":\"" + url + "\",\"jwks_uri\":\"" + keysUrl + "\"}" : keysBody)
                    .getBytes(StandardCharsets.UTF_8);
            if (!discovery && keysStatus == 302) {
                exchange.getResponseHeaders().add("Location", url + "/elsewhere");
            }
            exchange.sendResponseHeaders(discovery ? 200 : keysStatus, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        issuer.start();
        keys = new IssuerKeys(url, new Discovery(Discovery.client(), new ObjectMapper(), URI.create(url), Optional.empty()), clock);
    }

    @AfterEach
    void stopTheIssuer() {
        issuer.stop(0);
    }

    @Test
    void fetchesKeysOnceForManyTokens() {
        find("key-1");
        find("key-1");

        assertThat(requests).containsExactly("/.well-known/openid-configuration", "/keys");
    }

    @Test
    void fetchesOnceAMinuteForUnknownKeys() {
        find("key-1");
        find("key-2");
        find("key-3");

        assertThat(requests).hasSize(2);
    }

    @Test
    void learnsANewKeyAfterTheCooldown() {
        find("key-1");
        keysBody = new JobTokens(url, "key-2").jwks();

        clock.putForward(IssuerKeys.COOLDOWN.plusSeconds(1));

        assertThat(find("key-2")).isInstanceOf(IssuerKeys.Found.Known.class);
    }

    @Test
    void keepsTheLastGoodKeysWhenTheIssuerIsDown() {
        find("key-1");
        issuer.stop(0);
        clock.putForward(IssuerKeys.COOLDOWN.plusSeconds(1));

        find("key-2");

        assertThat(find("key-1")).isInstanceOf(IssuerKeys.Found.Known.class);
    }

    @Test
    void keepsTheLastGoodKeysWhenTheIssuerHasNone() {
        find("key-1");
        keysBody = "{\"keys\":[]}";
        clock.putForward(IssuerKeys.COOLDOWN.plusSeconds(1));

        find("key-2");

        assertThat(find("key-1")).isInstanceOf(IssuerKeys.Found.Known.class);
    }

    @Test
    void forgetsAKeyThatItsIssuerWithdrew() {
        find("key-1");
        keysBody = new JobTokens(url, "key-2").jwks();
        clock.putForward(IssuerKeys.COOLDOWN.plusSeconds(1));

        keys.renew().await().atMost(Duration.ofSeconds(20));

        assertThat(find("key-1")).isInstanceOf(IssuerKeys.Found.Unknown.class);
    }

    @Test
    void asksAnIssuerThatNobodyUsesForNothing() {
        keys.renew().await().atMost(Duration.ofSeconds(20));

        assertThat(requests).isEmpty();
    }

    @Test
    void takesKeysFromTheUrlThatConfigurationNames() {
        Discovery source = new Discovery(
                Discovery.client(), new ObjectMapper(), URI.create("https://issuer.invalid"), Optional.of(URI.create(keysUrl)));

        assertThat(new IssuerKeys("https://issuer.invalid", source, clock).find("key-1").await().atMost(Duration.ofSeconds(20)))
                .isInstanceOf(IssuerKeys.Found.Known.class);
        assertThat(requests).containsExactly("/keys");
    }

    @Test
    void takesKeysForRs256AndEs256Only() throws JoseException {
        List<JsonWebKey> published = List.of(
                named("rsa", RsaJwkGenerator.generateJwk(2048)),
                named("p-256", EcJwkGenerator.generateJwk(EllipticCurves.P256)),
                named("p-384", EcJwkGenerator.generateJwk(EllipticCurves.P384)),
                forEncryption(named("encryption", RsaJwkGenerator.generateJwk(2048))),
                RsaJwkGenerator.generateJwk(2048));

        assertThat(IssuerKeys.parse(new JsonWebKeySet(published).toJson())).containsOnlyKeys("rsa", "p-256");
    }

    private static JsonWebKey named(String id, JsonWebKey key) {
        key.setKeyId(id);
        return key;
    }

    private static JsonWebKey forEncryption(JsonWebKey key) {
        key.setUse(Use.ENCRYPTION);
        return key;
    }

    @Test
    void saysWhenThereNeverWereAnyKeys() {
        issuer.stop(0);

        assertThat(find("key-1")).isInstanceOf(IssuerKeys.Found.Unavailable.class);
    }

    @Test
    void followsNoRedirect() {
        keysStatus = 302;

        assertThat(find("key-1")).isInstanceOf(IssuerKeys.Found.Unavailable.class);
        assertThat(requests).doesNotContain("/elsewhere");
    }

    @Test
    void asksNoHostThatConfigurationDoesNotName() {
        keysUrl = url.replace("127.0.0.1", "localhost") + "/keys";

        assertThat(find("key-1")).isInstanceOf(IssuerKeys.Found.Unavailable.class);
        assertThat(requests).containsExactly("/.well-known/openid-configuration");
    }

    @Test
    void givesUpOnAnEndlessSetOfKeys() {
        keysBody = " ".repeat(1 << 20) + keysBody;

        assertThat(find("key-1")).isInstanceOf(IssuerKeys.Found.Unavailable.class);
    }

    private IssuerKeys.Found find(String keyId) {
        return keys.find(keyId).await().atMost(Duration.ofSeconds(20));
    }
}
