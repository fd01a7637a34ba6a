package dev.hallmark.provenance.catalogue;

import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.Version;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// What a listing of a project's files has to know of each.
///
/// @param yank its release's; null for a file that is not yanked
public record ListedFile(
        Version version,
        String filename,
        Sha256 sha256,
        long size,
        @Nullable Sha256 coreMetadataSha256,
        @Nullable String requiresPython,
        Instant uploadedAt,
        boolean attested,
        @Nullable Yank yank) {

    public static final Comparator<ListedFile> ORDER = Comparator.comparing(ListedFile::place);

    public FilePlace place() {
        return new FilePlace(version, filename);
    }
}
