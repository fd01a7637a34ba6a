package dev.hallmark.provenance.urls;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Finds a release's first file although verdicts arrive in any order.
public final class ReleaseOrder {

    /// One upload whose verdict is known.
    ///
    /// @param sequence position among the uploads of the release, from 1 and without gaps
    public record Upload(UUID uploadId, long sequence, boolean published) {}

    private ReleaseOrder() {}

    /// The published file before which only refused uploads came; empty as long as an earlier upload awaits its verdict.
    public static Optional<UUID> firstPublished(List<Upload> known) {
        List<Upload> ordered = known.stream().sorted(Comparator.comparingLong(Upload::sequence)).toList();
        long expected = 1;
        for (Upload upload : ordered) {
            if (upload.sequence() > expected) {
                return Optional.empty();
            }
            if (upload.published()) {
                return Optional.of(upload.uploadId());
            }
            expected = upload.sequence() + 1;
        }
        return Optional.empty();
    }
}
