package dev.hallmark.contract.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.hallmark.contract.DistributionFilename;
import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.ProjectPolicy;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A distribution whose bytes are stored and checked, and which nobody can see until its verdict.
///
/// @param uploadId names this upload; the same file sent again after a refusal is another upload
/// @param project the project that the uploader was authorised for
/// @param projectSpelling the project's name as its owners write it
/// @param version as the file's own metadata spells it, normalised
/// @param releaseSequence position among the uploads of this release, 1 for the first, without gaps; refused uploads
///     count. It is the order in which uploads were accepted, whatever the order of their verdicts
/// @param filename parses as a `DistributionFilename` of this project and version
/// @param sha256 address of the bytes in the blob store
/// @param size in bytes
/// @param coreMetadataSha256 address of the wheel's METADATA, byte for byte; null for a source distribution
/// @param metadata what the file's own core metadata says
/// @param uploadedAt when the upload was accepted, with microseconds
/// @param userAgent the upload client as it calls itself, for people
/// @param policy the project's policy at the moment of the upload; null in events from before there were any
public record StagedFile(
        UUID uploadId,
        ProjectName project,
        String projectSpelling,
        Version version,
        long releaseSequence,
        String filename,
        Sha256 sha256,
        String md5,
        String blake2b256,
        long size,
        @Nullable Sha256 coreMetadataSha256,
        CoreMetadata metadata,
        Uploader uploader,
        Instant uploadedAt,
        @Nullable String userAgent,
        @Nullable ProjectPolicy policy) {

    @JsonCreator
    public StagedFile {
        if (releaseSequence < 1 || size < 0) {
            throw new IllegalArgumentException(
                    "expected a positive release sequence and a size, found " + releaseSequence + " and " + size);
        }
        DistributionFilename.parse(filename, project, version).orThrow();
    }

    /// A file of a project that asks for nothing beyond the rules of the index.
    public StagedFile(
            UUID uploadId,
            ProjectName project,
            String projectSpelling,
            Version version,
            long releaseSequence,
            String filename,
            Sha256 sha256,
            String md5,
            String blake2b256,
            long size,
            @Nullable Sha256 coreMetadataSha256,
            CoreMetadata metadata,
            Uploader uploader,
            Instant uploadedAt,
            @Nullable String userAgent) {
        this(
                uploadId,
                project,
                projectSpelling,
                version,
                releaseSequence,
                filename,
                sha256,
                md5,
                blake2b256,
                size,
                coreMetadataSha256,
                metadata,
                uploader,
                uploadedAt,
                userAgent,
                null);
    }

    /// The policy that the file was accepted under.
    public ProjectPolicy policyOrInitial() {
        return policy == null ? ProjectPolicy.INITIAL : policy;
    }
}
