package dev.hallmark.verifier.sigstore;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;

/// When a signature existed, by the word of all who say so: of several the first and the last.
///
/// Everything that has to have been valid then has to have been valid at both.
public record SigningTime(Instant first, Instant last) {

    /// @param times at least one
    static SigningTime of(Collection<Instant> times) {
        return new SigningTime(Collections.min(times), Collections.max(times));
    }

    boolean isWithin(Validity validity) {
        return validity.contains(first) && validity.contains(last);
    }

    @Override
    public String toString() {
        return first.equals(last) ? first.toString() : first + " and " + last;
    }
}
