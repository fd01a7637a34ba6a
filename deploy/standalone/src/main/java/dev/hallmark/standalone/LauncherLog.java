package dev.hallmark.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// What the launcher's libraries have to say: into a file, because the console is for people.
final class LauncherLog {
    private static final int BYTES = 4 * 1024 * 1024;

    private LauncherLog() { }

    static void writeTo(Path file) throws IOException {
        LogManager.getLogManager().reset();
        Handler handler = new FileHandler(file.toString(), BYTES, 1, true);
        handler.setFormatter(new SimpleFormatter());
        Logger root = Logger.getLogger("");
        root.setLevel(Level.WARNING);
        root.addHandler(handler);
    }
}
