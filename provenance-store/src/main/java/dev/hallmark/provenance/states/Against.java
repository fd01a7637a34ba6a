package dev.hallmark.provenance.states;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How a release's attestations stand against those of the release before.
public enum Against {
    /// Neither lost nor changed nor new, or there is nothing to compare with.
    SAME,
    /// The release before had some; this one has none.
    LOST,
    /// Sources or workflows came or went.
    CHANGED,
    /// No release before had any; this one has.
    GAINED;

    /// @param before of the release before
    static Against of(ReleaseProvenance.Attested before, ReleaseProvenance.Attested now) {
        if (before.coverage() == Coverage.NONE) {
            return now.coverage() == Coverage.NONE ? SAME : GAINED;
        }
        if (now.coverage() == Coverage.NONE) {
            return LOST;
        }
        return before.sources().equals(now.sources()) ? SAME : CHANGED;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
