package dev.hallmark.upload;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/// The one place where the wall clock comes in; tests bring another.
final class SystemTime {

    /// PostgreSQL keeps microseconds, so that what was written is what is read.
    @Produces
    @Singleton
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }
}
