package dev.hallmark.provenance.catalogue;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Sha256;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A published file as far as its bytes are concerned.
public record StoredFile(
        UUID uploadId, ProjectName project, String filename, Sha256 sha256, long size, @Nullable Sha256 coreMetadataSha256) {}
