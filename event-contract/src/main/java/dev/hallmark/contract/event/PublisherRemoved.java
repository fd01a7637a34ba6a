package dev.hallmark.contract.event;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Publisher;
import java.time.Instant;
import java.util.UUID;

/// A Trusted Publisher was removed; its details stay readable here whatever becomes of the registration.
///
/// @param by who did it, for people
public record PublisherRemoved(ProjectName project, UUID publisherId, Publisher publisher, Instant at, String by)
        implements Event {}
