package dev.hallmark.verifier.service;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where a trust root may become newer while the service runs.
sealed interface TrustRootSource {

    /// Today's `trusted_root.json`.
    ///
    /// @throws IOException when it can't be had now; what was had before stays good
    byte[] read() throws IOException;

    /// How long it is at least between two reads.
    Duration pause();

    /// How often it is read without being asked to.
    Duration interval();

    /// A file that the operator replaces.
    record File(Path file, Duration interval) implements TrustRootSource {

        @Override
        public byte[] read() throws IOException {
            return Files.readAllBytes(file);
        }

        @Override
        public Duration pause() {
            return Duration.ofSeconds(1);
        }
    }

    /// A repository of The Update Framework.
    ///
    /// @param mirror the repository's base URL
    /// @param root the repository's first root metadata; the public-good one's where it is left out
    /// @param cache a directory of this service alone, which keeps the newest metadata seen so that none older is taken
    record Tuf(URI mirror, Optional<Path> root, Path cache, Duration interval) implements TrustRootSource {

        @Override
        public byte[] read() throws IOException {
            return new TufUpdates(mirror, root, cache).newest();
        }

        @Override
        public Duration pause() {
            return Duration.ofMinutes(1);
        }
    }
}
