package dev.hallmark.benchmarks;

import dev.hallmark.benchmarks.verification.VerificationComparison;
import java.nio.file.Path;

/// The JVM behind `./hallmark bench`.
public final class Main {

    private Main() {}

    /// @param arguments the benchmark's name
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(System.getProperty("hallmark.home", "."), "target", "benchmarks");
        switch (arguments.length == 1 ? arguments[0] : "") {
            case "verification" -> VerificationComparison.run(directory);
            default -> {
                System.err.println("hallmark: expected bench verification");
                System.exit(2);
            }
        }
    }
}
