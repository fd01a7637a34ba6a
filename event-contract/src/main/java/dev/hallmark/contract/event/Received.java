package dev.hallmark.contract.event;

import java.time.Instant;
import java.util.UUID;

/// What a consumer made of a record.
public sealed interface Received {

    /// @param id names the event; the same id is the same event delivered again
    /// @param time when it was written, for people
    record Accepted(UUID id, Instant time, Event event) implements Received {}

    /// The record is not what, or not where, it claims to be. It says so to its dead-letter queue and never to a reader.
    record Refused(String why) implements Received {}
}
