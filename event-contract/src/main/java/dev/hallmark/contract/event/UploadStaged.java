package dev.hallmark.contract.event;

import dev.hallmark.contract.ProjectName;
import org.jspecify.annotations.Nullable;

/// upload-service accepted a file; it awaits its verdict.
///
/// @param attestations the upload form's `attestations` field, character for character and unparsed; null without one
public record UploadStaged(StagedFile file, @Nullable String attestations) implements Event {

    @Override
    public ProjectName project() {
        return file.project();
    }
}
