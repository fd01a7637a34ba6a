package dev.hallmark.contract.event;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Publisher;
import java.time.Instant;
import java.util.UUID;

/// A pending Trusted Publisher created its project and became real, in one transaction.
public record PublisherReified(ProjectName project, UUID publisherId, Publisher publisher, Instant at) implements Event {}
