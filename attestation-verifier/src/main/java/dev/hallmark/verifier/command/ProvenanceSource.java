package dev.hallmark.verifier.command;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Where a provenance object is read from: a file, or a URL of `https`, or of `http` on this machine.
///
/// Nothing that is fetched is believed, so the fetch needs no protection beyond that of the caller: bounded in size, time
/// and redirects, and never from one scheme to another.
sealed interface ProvenanceSource {

    Duration TIME_LIMIT = Duration.ofSeconds(20);
    int MAX_REDIRECTS = 5;
    Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    String read() throws IOException, InterruptedException;

    /// @throws IllegalArgumentException in words for the one who typed the text
    static ProvenanceSource parse(String text) {
        if (!text.matches("(?i)[a-z][a-z0-9+.-]*://.*")) {
            return new File(Path.of(text));
        }
        URI url = URI.create(text);
        if (!isAllowed(url)) {
            throw new IllegalArgumentException("expected a URL of https, or of http on this machine, found " + text);
        }
        return new Url(url);
    }

    private static boolean isAllowed(URI url) {
        return url.getHost() != null
                && (url.getScheme().equals("https") || (url.getScheme().equals("http") && LOOPBACK.contains(url.getHost())));
    }

    record File(Path path) implements ProvenanceSource {

        @Override
        public String read() throws IOException {
            return InputFile.json(path);
        }
    }

    record Url(URI url) implements ProvenanceSource {

        @Override
        public String read() throws IOException, InterruptedException {
            try (HttpClient http = HttpClient.newBuilder()
                    .connectTimeout(TIME_LIMIT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build()) {
                return follow(http);
            }
        }

        private String follow(HttpClient http) throws IOException, InterruptedException {
            URI current = url;
            for (int hops = 0; hops <= MAX_REDIRECTS; hops++) {
                HttpResponse<InputStream> answer = http.send(
                        HttpRequest.newBuilder(current)
                                .timeout(TIME_LIMIT)
                                .header("Accept", "application/vnd.pypi.integrity.v1+json, application/json;q=0.9")
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
                try (InputStream body = answer.body()) {
                    if (answer.statusCode() == 200) {
                        return InputFile.json(body, current.toString());
                    }
                }
                current = next(current, answer);
            }
            throw new IOException("expected at most " + MAX_REDIRECTS + " redirects from " + url);
        }

        private static URI next(URI current, HttpResponse<?> answer) throws IOException {
            Optional<URI> next = answer.headers().firstValue("Location").map(current::resolve);
            if (!REDIRECTS.contains(answer.statusCode()) || next.isEmpty()) {
                throw new IOException("expected status 200 from " + current + ", found " + answer.statusCode());
            }
            if (!isAllowed(next.get()) || !next.get().getScheme().equals(current.getScheme())) {
                throw new IOException("expected " + current + " to lead to another URL of " + current.getScheme() + ", found "
                        + next.get());
            }
            return next.get();
        }
    }
}
