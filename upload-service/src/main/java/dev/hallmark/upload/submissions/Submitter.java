package dev.hallmark.upload.submissions;

import java.util.Set;
import java.util.UUID;

/// Who sends attestations.
///
/// @param name for people
/// @param publishers whose jobs the token was minted for: none but for an upload token
record Submitter(String name, Set<UUID> publishers) {
    Submitter {
        publishers = Set.copyOf(publishers);
    }
}
