package dev.hallmark.benchmarks.reading;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Whether a file can be read from the moment on at which the store says so, however many ask at the same time.
public final class ReadYourWrite {

    private static final int PROJECTS = 20;
    private static final int READERS = 8;
    private static final int READS = 20;

    private ReadYourWrite() {}

    /// @param directory for data and logs
    /// @param tries reads that have to find what was published right before
    /// @return how many of them didn't
    public static int run(Path directory, int tries) throws IOException, InterruptedException, ExecutionException {
        Path own = Files.createTempDirectory(Files.createDirectories(directory), "read-your-write-").toAbsolutePath();
        int misses = 0;
        int done = 0;
        try (Store store = Store.start(own);
                Uploads uploads = new Uploads(store.bootstrapServers());
                Reader reader = new Reader();
                ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
            for (int number = 0; done < tries; number++) {
                String project = "written-" + number % PROJECTS;
                String filename = project.replace('-', '_') + "-1." + number / PROJECTS + "-py3-none-any.whl";
                URI page = store.page(project);
                uploads.verdict(filename, 1);
                uploads.awaitPublished(filename);
                List<Future<Boolean>> found = new ArrayList<>();
                for (int i = 0; i < READS; i++) {
                    found.add(readers.submit(() ->
                            new String(reader.get(page), StandardCharsets.UTF_8).contains('"' + filename + '"')));
                }
                for (Future<Boolean> one : found) {
                    misses += one.get() ? 0 : 1;
                    done++;
                }
                if (done % 10_000 == 0) {
                    Reading.say("%d tries, %d misses", done, misses);
                }
            }
        }
        Reading.say("read your write: %d misses in %d tries", misses, done);
        return misses;
    }
}
