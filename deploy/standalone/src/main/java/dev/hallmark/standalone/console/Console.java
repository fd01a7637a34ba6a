package dev.hallmark.standalone.console;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// What a person at the terminal reads: short lines, each with the seconds since the start.
public final class Console {
    private final PrintStream out;
    private final Clock clock;
    private final Instant start;

    /// A console that counts from now.
    public Console(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
        this.start = clock.instant();
    }

    /// One line about something that has happened.
    public void say(String line) {
        double seconds = Duration.between(start, clock.instant()).toMillis() / 1000.0;
        print(String.format(Locale.ROOT, "%7.1f s  %s", seconds, line));
    }

    /// Text as it is.
    public synchronized void print(String text) {
        out.println(text);
        out.flush();
    }
}
