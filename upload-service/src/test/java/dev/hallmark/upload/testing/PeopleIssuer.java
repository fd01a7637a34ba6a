package dev.hallmark.upload.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/// An identity provider on a port of this machine.
public final class PeopleIssuer {

    public static final String AUDIENCE = "hallmark-people";
    public static final String ADMINISTRATORS = "index-administrators";

    private static final AtomicInteger REQUESTS = new AtomicInteger();
    private static volatile PeopleIssuer running;

    private HttpServer server;
    private final String url;
    private JobTokens keys;

    private PeopleIssuer(HttpServer server) {
        this.server = server;
        this.url = "http://127.0.0.1:" + server.getAddress().getPort();
        this.keys = new JobTokens(url, "people-1");
    }

    static PeopleIssuer start() throws IOException {
        PeopleIssuer issuer = new PeopleIssuer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16));
        issuer.serve();
        running = issuer;
        return issuer;
    }

    void goAway() {
        server.stop(0);
    }

    /// The provider answers again, under the same address.
    public static void comeBack() {
        try {
            PeopleIssuer issuer = running;
            issuer.server = HttpServer.create(issuer.server.getAddress(), 16);
            issuer.serve();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The provider withdraws its key and has another.
    public static void changeKey() {
        PeopleIssuer issuer = running;
        issuer.goAway();
        issuer.keys = new JobTokens(issuer.url, "people-2");
        comeBack();
    }

    private void serve() {
        serve("/.well-known/openid-configuration", "{\"issuer\":\"" + url + "\",\"jwks_uri\":\"" + url + "/jwks\"}");
        serve("/jwks", keys.jwks());
        server.start();
    }

    private void serve(String path, String json) {
        server.createContext(path, exchange -> {
            REQUESTS.incrementAndGet();
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    String url() {
        return url;
    }

    /// How often the running issuer was asked for anything.
    public static int requests() {
        return REQUESTS.get();
    }

    /// A token that is valid now.
    public static String token(String subject, String... groups) {
        return token(subject, claims -> claims.setStringListClaim("groups", List.of(groups)));
    }

    public static String token(String subject, Consumer<JwtClaims> difference) {
        JwtClaims claims = new JwtClaims();
        Instant now = Instant.now();
        claims.setIssuer(running.url);
        claims.setAudience(AUDIENCE);
        claims.setSubject(subject);
        claims.setStringClaim("name", "Name of " + subject);
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.getEpochSecond() + 300));
        claims.setJwtId(UUID.randomUUID().toString());
        difference.accept(claims);
        return running.keys.sign(claims);
    }

    /// Signed by a key that the issuer does not have, under the id of one that it has.
    public static String forged(String subject) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(running.url);
        claims.setAudience(AUDIENCE);
        claims.setSubject(subject);
        claims.setIssuedAt(NumericDate.now());
        claims.setExpirationTimeMinutesInTheFuture(5);
        return new JobTokens(running.url, "people-1").sign(claims);
    }

    static Map<String, String> settings(PeopleIssuer issuer) {
        return Map.of(
                "hallmark.people.issuer", issuer.url(),
                "hallmark.people.audience", AUDIENCE,
                "hallmark.people.administrators", ADMINISTRATORS);
    }
}
