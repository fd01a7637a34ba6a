package dev.hallmark.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// A program that is run to its end.
///
/// @param inheriting whether it has the environment of the tests beside its own
record Command(List<String> line, Map<String, String> environment, Path directory, boolean inheriting) {

    /// @param output both streams
    record Ended(int exitCode, String output) {}

    static Command of(Path directory, String... line) {
        return new Command(List.of(line), Map.of(), directory, true);
    }

    Command with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(environment);
        all.putAll(more);
        return new Command(line, all, directory, inheriting);
    }

    Ended run(Duration limit) {
        try {
            Path output = Files.createTempFile("command-", ".out");
            ProcessBuilder builder = new ProcessBuilder(line)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            if (!inheriting) {
                builder.environment().clear();
            }
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError(line + " took more than " + limit + ":\n" + Files.readString(output));
            }
            String text = Files.readString(output);
            Files.delete(output);
            return new Ended(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
