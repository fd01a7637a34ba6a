package dev.hallmark.development.oidc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.development.web.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Asks for ID tokens over HTTP, with the values that a job finds in its environment.
public final class JobEnvironment implements IdTokenSource {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http;
    private final TokenRequest request;

    private JobEnvironment(HttpClient http, TokenRequest request) {
        this.http = http;
        this.request = request;
    }

    public static JobEnvironment of(TokenRequest request) {
        return new JobEnvironment(HttpClient.newHttpClient(), request);
    }

    @Override
    public String idToken(String audience) throws IOException, InterruptedException {
        URI url = URI.create(request.url() + "&audience=" + URLEncoder.encode(audience, StandardCharsets.UTF_8));
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(url)
                        .header("Authorization", "bearer " + request.token())
                        .timeout(TIMEOUT)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("the issuer refused an ID token: expected status 200, found " + answer.statusCode());
        }
        ObjectNode body = Json.parseObject(answer.body()).orThrow();
        return body.path("value").asText();
    }
}
