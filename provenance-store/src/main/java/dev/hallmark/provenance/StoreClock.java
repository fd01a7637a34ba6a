package dev.hallmark.provenance;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/// The one source of the time; it ticks in microseconds, as PostgreSQL and the Simple API do.
@Singleton
final class StoreClock {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }
}
