package dev.hallmark.upload.staging;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.Version;
import dev.hallmark.contract.event.CoreMetadata;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file that passed every check of its own; whether it may be staged depends on what else is there.
///
/// @param project the one name on which form, file name and the archive's metadata agree
/// @param version as the archive's metadata spells it, normalised
/// @param content a synced temporary file with the digests that follow
/// @param wheelMetadata the wheel's METADATA
/// @param attestations the form field, unparsed
public record Candidate(
        ProjectName project,
        Version version,
        String filename,
        Path content,
        Digests digests,
        long size,
        Optional<WheelMetadata> wheelMetadata,
        CoreMetadata metadata,
        @Nullable String attestations,
        @Nullable String userAgent) {

    /// @param temporary a synced temporary file
    public record WheelMetadata(Path temporary, Sha256 sha256) {}

    public record Digests(Sha256 sha256, String md5, String blake2b256) {}

    Optional<Sha256> attestationsSha256() {
        return Optional.ofNullable(attestations)
                .map(text -> Sha256.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
}
