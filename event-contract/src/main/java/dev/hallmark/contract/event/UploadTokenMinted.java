package dev.hallmark.contract.event;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Publisher;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// A job of a Trusted Publisher exchanged its ID token for an upload token.
///
/// @param publisherId names the registration; it may no longer exist
/// @param publisher the registration by value
/// @param tokenId names the upload token; nothing here opens anything
/// @param claims what the ID token said, such as `ref`, `sha`, `run_id`
public record UploadTokenMinted(
        ProjectName project,
        UUID publisherId,
        Publisher publisher,
        UUID tokenId,
        Map<String, String> claims,
        Instant expiresAt,
        Instant at)
        implements Event {

    public UploadTokenMinted {
        claims = Map.copyOf(claims);
        if (!expiresAt.isAfter(at)) {
            throw new IllegalArgumentException("expected an end after " + at + ", found " + expiresAt);
        }
    }
}
