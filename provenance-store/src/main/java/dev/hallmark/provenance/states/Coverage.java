package dev.hallmark.provenance.states;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How many of a release's files are attested.
public enum Coverage {
    NONE,
    PARTIAL,
    FULL;

    static Coverage of(long attested, long files) {
        if (attested == 0) {
            return NONE;
        }
        return attested < files ? PARTIAL : FULL;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
