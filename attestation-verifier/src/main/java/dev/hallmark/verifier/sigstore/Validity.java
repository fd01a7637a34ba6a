package dev.hallmark.verifier.sigstore;

import java.time.Instant;

/// A span of time; both ends belong to it.
public record Validity(Instant start, Instant end) {

    public boolean contains(Instant moment) {
        return !moment.isBefore(start) && !moment.isAfter(end);
    }

    @Override
    public String toString() {
        return end.equals(Instant.MAX) ? "from " + start : start + " to " + end;
    }
}
