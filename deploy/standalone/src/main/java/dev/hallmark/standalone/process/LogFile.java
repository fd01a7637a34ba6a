package dev.hallmark.standalone.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// The log file of one part.
///
/// @param path where it is
public record LogFile(Path path) {
    private static final long KEEP_BELOW = 16L * 1024 * 1024;
    private static final int TAIL = 8 * 1024;

    /// Moves a large log aside (one older file is kept), so that logs do not grow with every restart.
    public void rotate() throws IOException {
        if (Files.exists(path) && Files.size(path) > KEEP_BELOW) {
            Files.move(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// The line that most likely says why a process ended: the last one that speaks of an error, else the last one.
    public String lastWords() {
        List<String> lines = tail().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.isEmpty()) {
            return "it wrote nothing";
        }
        return lines.reversed().stream().filter(LogFile::speaksOfAnError).findFirst().orElse(lines.getLast());
    }

    private static boolean speaksOfAnError(String line) {
        return !line.startsWith("at ")
                && (line.contains("ERROR") || line.contains("FATAL") || line.contains("Exception") || line.contains("PANIC"));
    }

    private String tail() {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long from = Math.max(0, file.length() - TAIL);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
