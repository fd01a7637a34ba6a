package dev.hallmark.verifier.command;

import dev.hallmark.contract.Parsed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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

    static Parsed<ProvenanceSource> parse(String text) {
        try {
            if (!text.matches("(?i)[a-z][a-z0-9+.-]*://.*")) {
                return Parsed.valid(new File(Path.of(text)));
            }
            URI url = new URI(text);
            return isAllowed(url)
                    ? Parsed.valid(new Url(url))
                    : Parsed.invalid("expected a URL of https, or of http on this machine, found " + text);
        } catch (URISyntaxException | InvalidPathException _) {
            return Parsed.invalid("expected the name of a file, or a URL, found " + text);
        }
    }

    private static boolean isAllowed(URI url) {
        return url.getHost() != null
                && url.getUserInfo() == null
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
                HttpResponse<byte[]> answer = fetch(http, current);
                if (answer.statusCode() == 200) {
                    return InputFile.json(new ByteArrayInputStream(answer.body()), current.toString());
                }
                current = next(current, answer);
            }
            throw new IOException("expected at most " + MAX_REDIRECTS + " redirects from " + url);
        }

        /// A request's own timeout ends with the headers, so the wait for the whole answer is bounded here.
        private static HttpResponse<byte[]> fetch(HttpClient http, URI url) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(url)
                    .header("Accept", "application/vnd.pypi.integrity.v1+json, application/json;q=0.9")
                    .build();
            try {
                return http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), InputFile.MAX_JSON_BYTES + 1L))
                        .get(TIME_LIMIT.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                http.shutdownNow();
                throw new IOException("expected an answer from " + url + " within " + TIME_LIMIT.toSeconds() + " seconds", e);
            } catch (ExecutionException e) {
                throw new IOException("could not fetch " + url + ": " + e.getCause(), e);
            }
        }

        private static URI next(URI current, HttpResponse<?> answer) throws IOException {
            Optional<URI> next = answer.headers().firstValue("Location").flatMap(location -> resolve(current, location));
            if (!REDIRECTS.contains(answer.statusCode()) || next.isEmpty()) {
                throw new IOException("expected status 200 from " + current + ", found " + answer.statusCode());
            }
            if (!isAllowed(next.get()) || !next.get().getScheme().equals(current.getScheme())) {
                throw new IOException("expected " + current + " to lead to another URL of " + current.getScheme() + ", found "
                        + next.get());
            }
            return next.get();
        }

        private static Optional<URI> resolve(URI current, String location) {
            try {
                return Optional.of(current.resolve(location));
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        }
    }
}
