package dev.hallmark.upload.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Reads along with the audit lines that are written while it is open.
public final class AuditLog implements AutoCloseable {

    private static final Logger AUDIT = Logger.getLogger("dev.hallmark.audit");

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            lines.add(entry.getMessage().formatted(entry.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    public AuditLog() {
        AUDIT.addHandler(handler);
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        AUDIT.removeHandler(handler);
    }
}
