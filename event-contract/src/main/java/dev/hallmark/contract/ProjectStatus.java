package dev.hallmark.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Optional;

/// The status of a project (PEP 792).
public enum ProjectStatus implements Word {
    ACTIVE,
    /// No further releases are to be expected; uploads are refused.
    ARCHIVED,
    /// Thought to be unsafe: the project offers no files, and uploads are refused.
    QUARANTINED,
    /// Obsolete, perhaps superseded; everything still works.
    DEPRECATED;

    /// The marker of the Simple API, such as `archived`.
    public String marker() {
        return word();
    }

    public static Optional<ProjectStatus> ofMarker(String marker) {
        return Word.parse(ProjectStatus.class, marker).asOptional();
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static ProjectStatus fromWire(String marker) {
        return Word.parse(ProjectStatus.class, marker).orThrow();
    }
}
