package dev.hallmark.benchmarks.reading;

import dev.hallmark.standalone.process.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/// The project page of the Simple API: beside nginx with the same bytes and beside pypiserver, in an index that grows to a
/// million files; and how long a change of a project of ten thousand files takes until it is seen.
public final class Reading {

    private static final int ROUNDS = 3;
    private static final int SECONDS = 8;
    /// A JVM that shares two processors with its load goes on compiling for about so long.
    private static final int WARM_UP_SECONDS = 20;
    private static final int CONNECTIONS = 32;
    private static final int SAMPLE = 2_000;
    private static final int UPDATES = 100;

    private Reading() {}

    /// @param directory for data and logs
    public static void run(Path directory) throws IOException, InterruptedException, SQLException, ExecutionException {
        Path own = Files.createTempDirectory(Files.createDirectories(directory), "reading-").toAbsolutePath();
        try (Store store = Store.start(own); Reader reader = new Reader()) {
            say("provenance-store with a heap of at most %d MiB", Store.HEAP_MEBIBYTES);
            store.generate("few", 100, 10, 1);
            double few = medianOfPages(store, reader, "few", 100);
            besideOthers(own, store, reader);
            updates(store, reader);
            store.generate("many", 100_000, 10, 1);
            double many = medianOfPages(store, reader, "many", 100_000);
            say("median of a project's page: %.2f ms with 1,000 files, %.2f ms with 1,000,000 more: %.2f times", few, many, many / few);
            double fewAgain = medianOfPages(store, reader, "few", 100);
            say("  of the same pages as before, now: %.2f ms, %.2f times", fewAgain, fewAgain / few);
        }
    }

    private static double medianOfPages(Store store, Reader reader, String prefix, int projects)
            throws IOException, InterruptedException {
        List<URI> pages = new Random(1).ints(SAMPLE, 1, projects + 1)
                .mapToObj(number -> store.page(prefix + "-" + number))
                .toList();
        // Once to render what was generated, once to warm up.
        reader.medianMillis(pages);
        reader.medianMillis(pages);
        return reader.medianMillis(pages);
    }

    private static void besideOthers(Path directory, Store store, Reader reader) throws IOException, InterruptedException {
        if (!Others.has("wrk")) {
            say("skipped the rates: there is no wrk");
            return;
        }
        URI page = store.page("few-1");
        byte[] body = reader.get(page);
        Ports ports = new Ports(new SecureRandom());
        String known = "If-None-Match: " + reader.etag(page);
        Others.wrk(page, CONNECTIONS, WARM_UP_SECONDS);
        Others.wrk(page, CONNECTIONS, WARM_UP_SECONDS, known);
        say("a page of 10 files, JSON, %d bytes, %d connections, wrk on the same machine:", body.length, CONNECTIONS);
        double[] unchanged = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            double whole = Others.wrk(page, CONNECTIONS, SECONDS);
            double notModified = Others.wrk(page, CONNECTIONS, SECONDS, known);
            unchanged[round] = notModified / whole;
            say("  %.0f a second, %.0f where nothing has changed (304): %.2f times", whole, notModified, unchanged[round]);
        }
        Arrays.sort(unchanged);
        say("  median %.2f times as many where nothing has changed", unchanged[ROUNDS / 2]);
        if (Others.has("nginx")) {
            double[] ratios = new double[ROUNDS];
            try (Others.Server nginx = Others.nginx(directory, body, ports.next())) {
                for (int round = 0; round < ROUNDS; round++) {
                    double theirs = Others.wrk(nginx.page(), CONNECTIONS, SECONDS);
                    double ours = Others.wrk(page, CONNECTIONS, SECONDS);
                    ratios[round] = 100 * ours / theirs;
                    say("  %.0f a second, nginx with the same bytes %.0f: %.0f %%", ours, theirs, ratios[round]);
                }
            }
            Arrays.sort(ratios);
            say("  median %.0f %% of nginx", ratios[ROUNDS / 2]);
        } else {
            say("  skipped the comparison with nginx: it isn't here");
        }
        besidePypiserver(directory, page, ports.next());
    }

    private static void besidePypiserver(Path directory, URI page, int port) throws IOException, InterruptedException {
        Optional<Others.Server> pypiserver = Others.pypiserver(directory, 1_000, 10, port);
        if (pypiserver.isEmpty()) {
            say("  skipped the comparison with pypiserver: it can't be installed");
            return;
        }
        try (Others.Server server = pypiserver.get()) {
            Others.wrk(server.page(), 1, SECONDS);
            double theirs = Others.wrk(server.page(), 4, SECONDS);
            double ours = Others.wrk(page, CONNECTIONS, SECONDS);
            say("  %.0f a second, pypiserver with 10,000 files, cached, %.1f: %.0f times", ours, theirs, ours / theirs);
        }
    }

    /// From the broker's acknowledgement of the verdict until the page's entity tag is another.
    private static void updates(Store store, Reader reader)
            throws IOException, InterruptedException, SQLException, ExecutionException {
        store.generate("large", 1, 500, 20);
        URI page = store.page("large-1");
        long started = System.nanoTime();
        reader.get(page);
        say("a project of 10,000 files: rendered as a whole in %.0f ms", (System.nanoTime() - started) / 1e6);
        long[] seen = new long[UPDATES];
        long[] read = new long[UPDATES];
        try (Uploads uploads = new Uploads(store.bootstrapServers())) {
            int[] releases = IntStream.range(0, UPDATES).map(i -> 1 + i * 499 / UPDATES).toArray();
            for (int i = 0; i < UPDATES; i++) {
                String before = reader.etag(page);
                uploads.verdict("large_1-1." + releases[i] + "-21-py3-none-any.whl", 21);
                started = System.nanoTime();
                while (reader.etag(page).equals(before)) {
                    Thread.onSpinWait();
                }
                seen[i] = System.nanoTime() - started;
                started = System.nanoTime();
                reader.get(page, "Accept-Encoding", "gzip");
                read[i] = System.nanoTime() - started;
            }
        }
        say("  one more file: seen %.0f ms after its verdict was on Kafka (median of %d), the first half of them %.0f ms,"
                        + " the second half %.0f ms",
                Reader.median(seen), UPDATES,
                Reader.median(Arrays.copyOf(seen, UPDATES / 2)),
                Reader.median(Arrays.copyOfRange(seen, UPDATES / 2, UPDATES)));
        say("  its page in gzip: first read after a change %.0f ms (median)", Reader.median(read));
    }

    static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
