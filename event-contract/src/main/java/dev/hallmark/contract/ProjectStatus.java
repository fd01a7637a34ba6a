package dev.hallmark.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The status of a project (PEP 792).
public enum ProjectStatus {
    ACTIVE,
    /// No further releases are to be expected; uploads are refused.
    ARCHIVED,
    /// Thought to be unsafe: the project offers no files, and uploads are refused.
    QUARANTINED,
    /// Obsolete, perhaps superseded; everything still works.
    DEPRECATED;

    /// The marker of the Simple API, such as `archived`.
    @JsonValue
    public String marker() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ProjectStatus> ofMarker(String marker) {
        return Arrays.stream(values()).filter(status -> status.marker().equals(marker)).findFirst();
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static ProjectStatus fromWire(String marker) {
        return ofMarker(marker).orElseThrow(() -> new IllegalArgumentException("unknown project status"));
    }
}
