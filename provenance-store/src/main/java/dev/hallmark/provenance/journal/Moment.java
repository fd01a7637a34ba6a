package dev.hallmark.provenance.journal;

import java.time.Instant;

/// When the store took an event for a fact.
///
/// @param number the event's place in the journal, and the serial of what it changes; within a project it only grows
/// @param at by the store's clock; a rebuild finds it in the journal
/// @param isReplayed whether a rebuild takes it again, of which nobody is to be told
public record Moment(long number, Instant at, boolean isReplayed) {

    public Moment replayed() {
        return new Moment(number, at, true);
    }
}
