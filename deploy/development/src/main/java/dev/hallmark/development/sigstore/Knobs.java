package dev.hallmark.development.sigstore;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/// How the evidence of one attestation is bent.
///
/// @param integratedAfter the time from the certificate's first moment until the log entry: negative is before it was
///     issued, [#CERTIFICATE_LIFETIME] its last moment, anything longer too late
public record Knobs(Set<Fault> faults, Duration integratedAfter) {

    public static final Duration CERTIFICATE_LIFETIME = Duration.ofMinutes(10);

    public Knobs {
        faults = Set.copyOf(faults);
    }

    /// Nothing is bent, and the entry is logged in the second in which the certificate is issued.
    public static Knobs none() {
        return new Knobs(Set.of(), Duration.ZERO);
    }

    public static Knobs with(Fault... faults) {
        return new Knobs(new HashSet<>(Arrays.asList(faults)), Duration.ZERO);
    }

    public static Knobs integrated(Duration afterIssue) {
        return new Knobs(Set.of(), afterIssue);
    }

    public Knobs and(Fault fault) {
        Set<Fault> more = new HashSet<>(faults);
        more.add(fault);
        return new Knobs(more, integratedAfter);
    }

    public Knobs integratedAt(Duration afterIssue) {
        return new Knobs(faults, afterIssue);
    }

    boolean has(Fault fault) {
        return faults.contains(fault);
    }
}
