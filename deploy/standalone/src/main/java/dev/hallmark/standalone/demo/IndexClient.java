package dev.hallmark.standalone.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.standalone.console.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Speaks to an index over https and believes one certificate authority only.
final class IndexClient implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(90);

    private final URI origin;
    private final HttpClient http;
    private final ObjectMapper json = new ObjectMapper();

    private IndexClient(URI origin, HttpClient http) {
        this.origin = origin;
        this.http = http;
    }

    static IndexClient of(URI origin, Path authority) throws IOException {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_LIMIT)
                .sslContext(trusting(authority))
                .build();
        return new IndexClient(origin, http);
    }

    private static SSLContext trusting(Path authority) throws IOException {
        try (InputStream pem = Files.newInputStream(authority)) {
            KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
            anchors.load(null, null);
            anchors.setCertificateEntry("authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(anchors);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException unusable) {
            throw new IOException(authority + " is not a usable CA certificate: " + unusable.getMessage(), unusable);
        }
    }

    URI url(String path) {
        return origin.resolve(path);
    }

    /// A page of the index, as the media type that is asked for.
    Answer read(String path, String mediaType) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url(path)).header("Accept", mediaType).GET());
    }

    /// A file of the index.
    byte[] download(URI file) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(file).timeout(ANSWER_LIMIT).build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new Refusal("expected 200 from " + file + ", found " + answer.statusCode());
        }
        return answer.body();
    }

    /// Posts a JSON document.
    Answer post(String path, Object document, Optional<String> bearer) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url(path))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(document)));
        bearer.ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return send(request);
    }

    /// Posts an upload form.
    Answer upload(UploadForm form, String basicAuthorization) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url("/legacy/"))
                .header("Content-Type", form.mediaType())
                .header("Accept", "application/json")
                .header("Authorization", basicAuthorization)
                .POST(HttpRequest.BodyPublishers.ofByteArray(form.toBytes())));
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpRequest built = request.timeout(ANSWER_LIMIT).build();
        HttpResponse<byte[]> answer = http.send(built, HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(built.method() + " " + built.uri().getPath(), answer.statusCode(),
                new String(answer.body(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        http.close();
    }

    /// An answer of the index.
    ///
    /// @param request what was asked, for messages
    /// @param status  the HTTP status
    /// @param body    the text of the answer
    record Answer(String request, int status, String body) {
        private static final int SHOWN = 400;

        /// This answer, if its status is one of those.
        ///
        /// @throws Refusal otherwise
        Answer expect(Integer... statuses) {
            if (Set.of(statuses).contains(status)) {
                return this;
            }
            String expected = Set.of(statuses).stream().sorted().map(String::valueOf).collect(Collectors.joining(" or "));
            throw new Refusal("expected " + expected + " from " + request + ", found " + status + ": "
                    + (body.length() > SHOWN ? body.substring(0, SHOWN) + "…" : body).strip());
        }

        /// The body as JSON.
        JsonNode json() {
            try {
                return new ObjectMapper().readTree(body);
            } catch (JsonProcessingException malformed) {
                throw new Refusal("expected JSON from " + request + ", found: " + body.lines().findFirst().orElse("nothing"));
            }
        }

        /// A text member that must be there.
        String text(String pointer) {
            String value = json().at(pointer).asText();
            if (value.isEmpty()) {
                throw new Refusal("expected " + pointer + " in the answer to " + request + ", found nothing");
            }
            return value;
        }
    }
}
