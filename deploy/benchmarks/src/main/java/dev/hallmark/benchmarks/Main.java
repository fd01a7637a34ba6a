package dev.hallmark.benchmarks;

import dev.hallmark.benchmarks.drain.Drain;
import dev.hallmark.benchmarks.exchange.ExchangeLoad;
import dev.hallmark.benchmarks.reading.ReadYourWrite;
import dev.hallmark.benchmarks.reading.Reading;
import dev.hallmark.benchmarks.verification.VerificationComparison;
import java.nio.file.Path;

/// The JVM behind `./hallmark bench`.
public final class Main {

    private static final int BACKLOG = 100_000;
    private static final int TRIES = 100_000;

    private Main() {}

    /// @param arguments the benchmark's name, and what it may be told
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(System.getProperty("hallmark.home", "."), "target", "benchmarks");
        switch (String.join(" ", arguments).split(" ", 2)[0]) {
            case "exchange" -> ExchangeLoad.run(directory);
            case "verification" -> VerificationComparison.run(directory);
            case "drain" -> Drain.run(directory, arguments.length == 1 ? BACKLOG : Integer.parseInt(arguments[1]));
            case "reading" -> Reading.run(directory);
            case "read-your-write" ->
                System.exit(ReadYourWrite.run(directory, arguments.length == 1 ? TRIES : Integer.parseInt(arguments[1])) == 0 ? 0 : 1);
            default -> {
                System.err.println("hallmark: expected bench exchange, verification, drain, reading or read-your-write");
                System.exit(2);
            }
        }
    }
}
