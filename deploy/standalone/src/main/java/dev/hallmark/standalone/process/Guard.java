package dev.hallmark.standalone.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A shell between the launcher and one child, which ends the child when the launcher is gone.
///
/// The guard reads a pipe that only the launcher holds open. When the launcher closes it, or dies in whatever way
/// (`kill -9` included), the kernel closes the pipe; the guard then asks the child to stop, and kills it when it has not
/// stopped within its grace. When the child ends, the guard ends with the child's exit code.
///
/// Guards run in a session of their own, so that Ctrl-C in a terminal reaches the launcher only and the parts stop in
/// order. The child's pid is in its pid file for as long as it runs.
public final class Guard {
    private static final List<Path> SETSID = List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

    private static final String SCRIPT = """
            pid_file=$1 signal=$2 tenths=$3
            shift 3
            exec 3<&0 </dev/null
            "$@" 3<&- &
            child=$!
            printf '%s\\n' "$child" >"$pid_file"
            {
                while read -r _ <&3; do :; done
                kill -s "$signal" "$child"
                while kill -0 "$child" && [ "$tenths" -gt 0 ]; do
                    sleep 0.1
                    tenths=$((tenths - 1))
                done
                kill -s KILL "$child"
            } 2>/dev/null &
            watcher=$!
            exec 3<&-
            trap 'kill -s "$signal" "$child" 2>/dev/null' HUP INT TERM
            wait "$child"
            status=$?
            while kill -0 "$child" 2>/dev/null; do
                wait "$child"
                status=$?
            done
            rm -f "$pid_file"
            kill "$watcher" 2>/dev/null
            exit "$status"
            """;

    private final Process shell;
    private final Path pidFile;
    private final Duration grace;

    private Guard(Process shell, Path pidFile, Duration grace) {
        this.shell = shell;
        this.pidFile = pidFile;
        this.grace = grace;
    }

    /// Starts a command under a guard. Its output is appended to the log file.
    public static Guard start(Child child, Path pidFile, Path log) throws IOException {
        long tenths = Math.max(1, child.grace().toMillis() / 100);
        List<String> command = new ArrayList<>();
        SETSID.stream().filter(Files::isExecutable).findFirst().ifPresent(path -> command.add(path.toString()));
        command.addAll(List.of("/bin/sh", "-c", SCRIPT, "hallmark-guard", pidFile.toString(), child.stopSignal().name(),
                Long.toString(tenths)));
        command.addAll(child.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(child.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(child.environment());
        Files.deleteIfExists(pidFile);
        return new Guard(builder.start(), pidFile, child.grace());
    }

    /// Runs a command under a guard to its end and returns its exit code; ends it when it takes too long.
    public static int run(Child child, Path pidFile, Path log, Duration limit) throws IOException, InterruptedException {
        Guard guard = start(child, pidFile, log);
        try {
            if (!guard.endsWithin(limit)) {
                throw new IOException("it took longer than " + limit.toSeconds() + " s");
            }
            return guard.exitCode();
        } finally {
            guard.stop();
        }
    }

    /// Waits for the child's end, and tells whether it came in time.
    public boolean endsWithin(Duration limit) throws InterruptedException {
        return shell.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Whether the child (as far as its guard knows) still runs.
    public boolean isRunning() {
        return shell.isAlive();
    }

    /// The exit code of a child that has ended.
    public int exitCode() {
        return shell.exitValue();
    }

    /// Ends the child: asks, waits for its grace, kills. Returns when it is gone.
    ///
    /// To be called also after the guard itself has ended, because somebody may have killed the guard and not the child.
    public void stop() throws InterruptedException {
        Optional<ProcessHandle> child = readPid(pidFile).flatMap(ProcessHandle::of);
        try {
            shell.getOutputStream().close();
        } catch (IOException alreadyClosed) {
            // The guard has ended: there is nobody left to tell.
        }
        Duration limit = grace.plusSeconds(2);
        boolean ended = endsWithin(limit);
        child.ifPresent(handle -> awaitEnd(handle, ended ? grace.plusSeconds(1) : Duration.ZERO));
        shell.destroyForcibly();
    }

    private static void awaitEnd(ProcessHandle child, Duration limit) {
        try {
            var ended = child.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            assert !ended.isAlive();
        } catch (InterruptedException interrupted) {
            child.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException stillThere) {
            child.destroyForcibly();
        }
    }

    /// The pid in a pid file, when there is one.
    public static Optional<Long> readPid(Path pidFile) {
        File file = pidFile.toFile();
        if (!file.isFile()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(Files.readString(pidFile).strip()));
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }
}
