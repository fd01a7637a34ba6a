package dev.hallmark.standalone.process;

import dev.hallmark.standalone.console.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// Children of an earlier launcher that was killed: their guards are still stopping them, so the next start waits.
public final class Leftovers {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /// A pid file is written just after its process was started; a younger process only has the same number.
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private Leftovers() { }

    /// Waits until no process of the folder's pid files runs any more, and removes the files.
    public static void awaitEnd(Path pidFolder, Clock clock) throws IOException, InterruptedException {
        Instant limit = clock.instant().plus(LIMIT);
        for (Path pidFile : pidFiles(pidFolder)) {
            Optional<ProcessHandle> process = process(pidFile);
            if (process.isPresent() && !endsBefore(process.get(), Duration.between(clock.instant(), limit))) {
                throw new Refusal("process " + process.get().pid() + " (" + pidFile.getFileName()
                        + ") of an earlier ./hallmark up does not end: kill it and start again");
            }
            Files.deleteIfExists(pidFile);
        }
    }

    private static List<Path> pidFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".pid")).toList();
        }
    }

    private static Optional<ProcessHandle> process(Path pidFile) throws IOException {
        Optional<ProcessHandle> process = Guard.readPid(pidFile).flatMap(ProcessHandle::of);
        if (process.isEmpty() || !Files.exists(pidFile)) {
            return Optional.empty();
        }
        Instant written = Files.getLastModifiedTime(pidFile).toInstant();
        return process.filter(handle -> handle.info().startInstant()
                .map(started -> started.isBefore(written.plus(TOLERANCE))).orElse(true));
    }

    private static boolean endsBefore(ProcessHandle process, Duration limit) throws InterruptedException {
        try {
            return !process.onExit().get(Math.max(0, limit.toMillis()), TimeUnit.MILLISECONDS).isAlive();
        } catch (ExecutionException | TimeoutException stillThere) {
            return false;
        }
    }
}
