package dev.hallmark.verifier.sigstore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;

/// The checkpoints whose signature was found right lately: a log gives the same one with all entries that it integrates
/// together.
final class KnownCheckpoints {

    /// Under 2 KiB each.
    private static final int MAX_CHECKPOINTS = 1_000;

    private record Key(TrustedLog log, String envelope) {}

    private final Cache<Key, Checkpoint> known = Caffeine.newBuilder()
            .maximumSize(MAX_CHECKPOINTS)
            .executor(Runnable::run)
            .build();

    Optional<Checkpoint> find(TrustedLog log, String envelope) {
        return Optional.ofNullable(known.getIfPresent(new Key(log, envelope)));
    }

    void remember(TrustedLog log, String envelope, Checkpoint checkpoint) {
        known.put(new Key(log, envelope), checkpoint);
    }
}
