package dev.hallmark.verifier.command;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The JVM behind `./hallmark verify` and `./hallmark verify-bundle`.
@Command(
        name = "hallmark",
        description = "Verifies who made a file.",
        mixinStandardHelpOptions = true,
        subcommands = {VerifyCommand.class, VerifyBundleCommand.class})
public final class Main {

    private Main() {}

    /// Runs a command and exits with its code.
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setUsageHelpWidth(110).setExecutionExceptionHandler((failure, command, _) -> {
            // What cannot be read or fetched is told in a sentence; anything else is a bug and shows where.
            if (!(failure instanceof IOException)) {
                failure.printStackTrace(command.getErr());
            }
            command.getErr().println("hallmark: " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
    }
}
