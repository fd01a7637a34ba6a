package dev.hallmark.provenance.ingest;

import java.util.UUID;

/// What an event did, and to what.
sealed interface Effect {

    Outcome outcome();

    /// To one upload, which others may wait for.
    record On(UUID uploadId, Outcome outcome) implements Effect {}

    /// To a project, whatever files it has.
    record OnProject(Outcome outcome) implements Effect {}
}
