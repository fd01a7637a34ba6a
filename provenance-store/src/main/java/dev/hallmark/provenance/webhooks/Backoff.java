package dev.hallmark.provenance.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When a delivery that failed is tried again: after 5 seconds, and then after four times as long each, but no longer than
/// half a day, until it is given up.
///
/// @param giveUpAfter counted from when the event was queued
record Backoff(Duration giveUpAfter) {

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(12);

    /// @param attempts how many have failed, at least one
    /// @return empty if it is to be given up
    Optional<Instant> next(int attempts, Instant queuedAt, Instant now) {
        Duration wait = FIRST.multipliedBy(1L << Math.min(2 * (attempts - 1), 20));
        Instant next = now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
        return next.isAfter(queuedAt.plus(giveUpAfter)) ? Optional.empty() : Optional.of(next);
    }
}
