package dev.hallmark.contract.event;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Publisher;
import java.time.Instant;
import java.util.UUID;

/// A Trusted Publisher was registered for a project that does not exist yet. It reserves nothing.
///
/// @param expiresAt from then on it creates no project
/// @param by who did it, for people
public record PendingPublisherAdded(
        ProjectName project, UUID publisherId, Publisher publisher, Instant expiresAt, Instant at, String by)
        implements Event {

    public PendingPublisherAdded {
        if (!expiresAt.isAfter(at)) {
            throw new IllegalArgumentException("expected an end after " + at + ", found " + expiresAt);
        }
    }
}
