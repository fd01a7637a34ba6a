package dev.hallmark.standalone;

import dev.hallmark.standalone.console.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine;

/// The JVM behind `./hallmark up` and `./hallmark demo`.
@Command(name = "hallmark", description = "A Python package index that verifies attestations before it shows a file.",
        mixinStandardHelpOptions = true, subcommands = {UpCommand.class, DemoCommand.class})
public final class Main {
    private Main() { }

    /// Runs a command and exits with its code.
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setUsageHelpWidth(110)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (!(failure instanceof Refusal)) {
                        failure.printStackTrace(command.getErr());
                    }
                    command.getErr().println("hallmark: " + failure.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }
}
