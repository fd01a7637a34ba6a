package dev.hallmark.development.sigstore;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/// How the evidence of one signature is made, and how it is bent.
///
/// @param integratedAfter the time from the certificate's first moment until the log entry and the timestamp: negative is
///     before it was issued, [#CERTIFICATE_LIFETIME] its last moment, anything longer too late
public record Knobs(EvidenceForm form, Set<Fault> faults, Set<Oddity> oddities, Duration integratedAfter) {

    public static final Duration CERTIFICATE_LIFETIME = Duration.ofMinutes(10);

    public Knobs {
        faults = Set.copyOf(faults);
        oddities = Set.copyOf(oddities);
    }

    /// Nothing is bent, and the entry is logged, in Rekor v1, in the second in which the certificate is issued.
    public static Knobs none() {
        return in(EvidenceForm.REKOR_V1);
    }

    /// Nothing is bent.
    public static Knobs in(EvidenceForm form) {
        return new Knobs(form, Set.of(), Set.of(), Duration.ZERO);
    }

    public static Knobs with(Fault... faults) {
        return new Knobs(EvidenceForm.REKOR_V1, new HashSet<>(Arrays.asList(faults)), Set.of(), Duration.ZERO);
    }

    public static Knobs integrated(Duration afterIssue) {
        return none().integratedAt(afterIssue);
    }

    public Knobs and(Fault fault) {
        Set<Fault> more = new HashSet<>(faults);
        more.add(fault);
        return new Knobs(form, more, oddities, integratedAfter);
    }

    public Knobs and(Oddity oddity) {
        Set<Oddity> more = new HashSet<>(oddities);
        more.add(oddity);
        return new Knobs(form, faults, more, integratedAfter);
    }

    public Knobs integratedAt(Duration afterIssue) {
        return new Knobs(form, faults, oddities, afterIssue);
    }

    boolean has(Fault fault) {
        return faults.contains(fault);
    }

    boolean has(Oddity oddity) {
        return oddities.contains(oddity);
    }
}
