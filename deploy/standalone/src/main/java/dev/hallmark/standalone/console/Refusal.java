package dev.hallmark.standalone.console;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Locale;

/// The end of a command that a person can do something about: its message is the one line that they see.
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// A refusal with its line.
    public Refusal(String line) {
        super(line);
    }

    private Refusal(String line, Throwable cause) {
        super(line, cause);
    }

    /// A refusal that says what was being done and what the system answered.
    public static Refusal because(String what, IOException cause) {
        return new Refusal(what + ": " + reason(cause), cause);
    }

    private static String reason(IOException cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.toLowerCase(Locale.ROOT).contains("no space left")) {
            return "the disk is full (" + message + ")";
        }
        if (cause instanceof AccessDeniedException denied) {
            return "permission denied for " + denied.getFile();
        }
        if (cause instanceof FileSystemException failed && failed.getReason() == null) {
            return failed.getClass().getSimpleName().replace("Exception", "") + " " + failed.getFile();
        }
        return message;
    }
}
