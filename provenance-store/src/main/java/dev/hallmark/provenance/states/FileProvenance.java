package dev.hallmark.provenance.states;

import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the states of a release need to know of one of its files.
///
/// @param publisher who uploaded it; null for an API token
/// @param publish whether it has a publish attestation of that publisher
/// @param build whether it has build provenance of that publisher
public record FileProvenance(
        Version version, Instant uploadedAt, @Nullable Publisher publisher, boolean publish, boolean build) {}
