package dev.hallmark.provenance.ingest;

/// What became of an event.
enum Outcome {
    /// A file is shown.
    PUBLISHED,
    HELD,
    REFUSED,
    /// Something else that readers can see has changed.
    CHANGED,
    /// It is part of the history now, and of what decides about later events.
    RECORDED,
    /// It is about an upload whose verdict isn't known yet, and takes effect with it.
    WAITING,
    /// What it tells of is the case already.
    DUPLICATE;

    boolean isVisible() {
        return this == PUBLISHED || this == CHANGED;
    }
}
