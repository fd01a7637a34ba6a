package dev.hallmark.provenance.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A file that a search found, by one of its attestations.
///
/// @param state `published`, `quarantined` or `deleted`
/// @param holds whether the attestation stands
/// @param signedAt the proven time of signing
public record AttestedFile(
        UUID uploadId,
        int position,
        String project,
        String version,
        String filename,
        String sha256,
        String state,
        String predicateType,
        boolean holds,
        Instant signedAt,
        String signer,
        @Nullable String workflow,
        @Nullable String repository,
        @Nullable String commit) {

    /// Where the next page begins.
    String cursor() {
        return signedAt + "_" + uploadId + "_" + position;
    }
}
