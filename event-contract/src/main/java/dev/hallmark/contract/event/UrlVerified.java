package dev.hallmark.contract.event;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.Version;
import java.time.Instant;
import java.util.UUID;

/// A URL of a release was proven to belong to the publisher that attested one of its files.
///
/// @param uploadId the file whose publish attestation proved it
/// @param publisher whose repository covers the URL
public record UrlVerified(
        ProjectName project, Version version, String label, String url, UUID uploadId, Publisher publisher, Instant at)
        implements Event {}
