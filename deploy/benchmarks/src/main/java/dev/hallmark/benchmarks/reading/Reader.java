package dev.hallmark.benchmarks.reading;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// One client that asks for one page after the other.
final class Reader implements AutoCloseable {

    static final String JSON = "application/vnd.pypi.simple.v1+json";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10)).build();

    byte[] get(URI page, String... headers) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(request(page, headers), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("expected 200 from " + page + ", found " + answer.statusCode());
        }
        return answer.body();
    }

    /// The entity tag of the page as it is now.
    String etag(URI page) throws IOException, InterruptedException {
        HttpRequest head = HttpRequest.newBuilder(page).header("Accept", JSON).HEAD().build();
        return client.send(head, HttpResponse.BodyHandlers.discarding()).headers().firstValue("ETag").orElseThrow();
    }

    private static HttpRequest request(URI page, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(page).header("Accept", JSON);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    /// @return milliseconds that half of the requests take at most
    double medianMillis(List<URI> pages) throws IOException, InterruptedException {
        long[] nanos = new long[pages.size()];
        for (int i = 0; i < nanos.length; i++) {
            long started = System.nanoTime();
            get(pages.get(i));
            nanos[i] = System.nanoTime() - started;
        }
        return median(nanos);
    }

    static double median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] / 1e6;
    }

    @Override
    public void close() {
        client.close();
    }
}
