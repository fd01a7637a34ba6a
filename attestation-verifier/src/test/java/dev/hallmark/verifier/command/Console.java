package dev.hallmark.verifier.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/// Runs a command line in this process.
///
/// @param out what it printed for its caller
/// @param err what it complained about
record Console(int exitCode, String out, String err) {

    static Console run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine =
                Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return new Console(commandLine.execute(arguments), out.toString(), err.toString());
    }
}
