package dev.hallmark.provenance.catalogue;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.ProjectStatus;
import dev.hallmark.contract.Sha256;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A published file as far as its bytes are concerned.
public record StoredFile(
        UUID uploadId,
        ProjectName project,
        String filename,
        Sha256 sha256,
        long size,
        FileState state,
        @Nullable Sha256 coreMetadataSha256) {

    /// The file as the status of its project lets it be seen.
    StoredFile in(ProjectStatus status) {
        return state == FileState.PUBLISHED && status == ProjectStatus.QUARANTINED
                ? new StoredFile(uploadId, project, filename, sha256, size, FileState.QUARANTINED, coreMetadataSha256)
                : this;
    }
}
