package dev.hallmark.upload.oidc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Keys by OpenID Connect Discovery, from the origin that configuration names and from no other: a discovery document
/// that points elsewhere, and every redirect, is refused.
final class Discovery implements IssuerKeys.Source {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_BYTES = 512 * 1024;

    private final HttpClient http;
    private final ObjectMapper json;
    private final URI issuer;
    private final Optional<URI> keysUrl;

    /// @param keysUrl where the keys are, if configuration says so; then nothing is discovered
    Discovery(HttpClient http, ObjectMapper json, URI issuer, Optional<URI> keysUrl) {
        this.http = http;
        this.json = json;
        this.issuer = issuer;
        this.keysUrl = keysUrl;
    }

    /// A client that follows nobody anywhere.
    static HttpClient client() {
        return HttpClient.newBuilder()
                .connectTimeout(TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public Uni<String> fetch() {
        return Uni.createFrom().completionStage(() -> keysUrl.map(this::get)
                .orElseGet(() -> get(URI.create(issuer + "/.well-known/openid-configuration"))
                        .thenCompose(document -> get(discovered(document)))));
    }

    private URI discovered(String document) {
        JsonNode parsed;
        try {
            parsed = json.readTree(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("expected a discovery document in JSON");
        }
        URI keys = URI.create(parsed.path("jwks_uri").asText(""));
        if (!issuer.toString().equals(parsed.path("issuer").asText("")) || !isSameOrigin(keys)) {
            throw new IllegalStateException("expected a discovery document of " + issuer + " with keys of the same origin");
        }
        return keys;
    }

    private boolean isSameOrigin(URI url) {
        return Objects.equals(issuer.getScheme(), url.getScheme())
                && Objects.equals(issuer.getRawAuthority(), url.getRawAuthority())
                && url.getRawUserInfo() == null;
    }

    private CompletableFuture<String> get(URI url) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(TIMEOUT)
                .header("Accept", "application/json")
                .build();
        return http.sendAsync(request, _ -> new BoundedBody())
                // The request's own timeout ends with its headers.
                .orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(response -> bodyOf(url, response));
    }

    private static String bodyOf(URI url, HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException("expected status 200 of " + url + ", found " + response.statusCode());
        }
        return response.body();
    }

    /// Gives up on a body that is too large instead of holding it.
    private static final class BoundedBody implements BodySubscriber<String> {

        private final CompletableFuture<String> body = new CompletableFuture<>();
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private Flow.@Nullable Subscription subscription;

        @Override
        public CompletionStage<String> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Flow.Subscription begun) {
            subscription = begun;
            begun.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> chunks) {
            for (ByteBuffer chunk : chunks) {
                if (received.size() + chunk.remaining() > MAX_BYTES) {
                    if (subscription != null) {
                        subscription.cancel();
                    }
                    body.completeExceptionally(new IllegalStateException("expected at most " + MAX_BYTES + " bytes"));
                    return;
                }
                byte[] bytes = new byte[chunk.remaining()];
                chunk.get(bytes);
                received.writeBytes(bytes);
            }
        }

        @Override
        public void onError(Throwable failure) {
            body.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            body.complete(received.toString(StandardCharsets.UTF_8));
        }
    }
}
