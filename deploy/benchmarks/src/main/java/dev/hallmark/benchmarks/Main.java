package dev.hallmark.benchmarks;

import dev.hallmark.benchmarks.drain.Drain;
import dev.hallmark.benchmarks.verification.VerificationComparison;
import java.nio.file.Path;

/// The JVM behind `./hallmark bench`.
public final class Main {

    private Main() {}

    private static final int BACKLOG = 100_000;

    /// @param arguments the benchmark's name, and what it may be told
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(System.getProperty("hallmark.home", "."), "target", "benchmarks");
        switch (String.join(" ", arguments).split(" ", 2)[0]) {
            case "verification" -> VerificationComparison.run(directory);
            case "drain" -> Drain.run(directory, arguments.length == 1 ? BACKLOG : Integer.parseInt(arguments[1]));
            default -> {
                System.err.println("hallmark: expected bench verification or bench drain");
                System.exit(2);
            }
        }
    }
}
