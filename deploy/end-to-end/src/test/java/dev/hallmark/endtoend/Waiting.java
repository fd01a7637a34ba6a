package dev.hallmark.endtoend;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for what becomes true in other processes, and fails when it doesn't in time.
final class Waiting {

    private static final long POLL_NANOS = Duration.ofMillis(100).toNanos();

    private Waiting() {}

    static void until(String what, Duration limit, BooleanSupplier holds) {
        forValue(what, limit, () -> holds.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    static <T> T forValue(String what, Duration limit, Supplier<Optional<T>> value) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<T> found = value.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("expected within " + limit.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
