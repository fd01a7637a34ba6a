package dev.hallmark.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// The processes of an index, found from outside: each has the data folder in its command line or works in it.
final class Processes {

    private Processes() {}

    static List<ProcessHandle> of(Path data) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> belongsTo(process, data))
                .toList();
    }

    /// `kill -9`; returns when the process is gone.
    static void kill(long pid) {
        signal(pid, "KILL");
        Waiting.until("the end of process " + pid, Duration.ofSeconds(10), () -> !isAlive(pid));
    }

    static void signal(long pid, String signal) {
        Command.Ended kill = Command.of(Path.of("."), "kill", "-s", signal, Long.toString(pid)).run(Duration.ofSeconds(10));
        if (kill.exitCode() != 0) {
            throw new AssertionError(kill.output());
        }
    }

    static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(process -> process.isAlive() && !isZombie(pid)).orElse(false);
    }

    /// What it holds in memory; of a page that several processes share, its part.
    static long residentBytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .sum();
        } catch (IOException | UncheckedIOException gone) {
            return 0;
        }
    }

    static String describe(List<ProcessHandle> processes) {
        return processes.stream().map(process -> process.pid() + " " + commandLine(process)).toList().toString();
    }

    private static boolean belongsTo(ProcessHandle process, Path data) {
        return !isZombie(process.pid())
                && (commandLine(process).contains(data + "/") || commandLine(process).endsWith(data.toString())
                        || commandLine(process).contains(data + " ") || workingDirectory(process).startsWith(data));
    }

    private static String commandLine(ProcessHandle process) {
        try {
            byte[] line = Files.readAllBytes(Path.of("/proc/" + process.pid() + "/cmdline"));
            return new String(line, StandardCharsets.UTF_8).replace('\0', ' ').strip();
        } catch (IOException gone) {
            return "";
        }
    }

    private static Path workingDirectory(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd"));
        } catch (IOException gone) {
            return Path.of("/");
        }
    }

    private static boolean isZombie(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/stat")).matches("(?s).*\\) Z .*");
        } catch (NoSuchFileException gone) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
