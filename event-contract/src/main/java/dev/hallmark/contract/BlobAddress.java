package dev.hallmark.contract;

import java.nio.file.Path;

/// Where the bytes of a distribution lie: the claim check that events carry instead of the bytes.
///
/// upload-service writes a blob at this path below its blob directory, provenance-store reads it there; both have to
/// agree on it, also after an upgrade of only one of them. A blob never changes: its address is its digest.
public record BlobAddress(Sha256 sha256) {

    /// `ab/cd/abcd…`, two levels so that no directory grows too large.
    public Path within(Path blobDirectory) {
        String hex = sha256.hex();
        return blobDirectory.resolve(hex.substring(0, 2)).resolve(hex.substring(2, 4)).resolve(hex);
    }
}
