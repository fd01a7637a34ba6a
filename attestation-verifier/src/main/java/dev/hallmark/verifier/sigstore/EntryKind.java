package dev.hallmark.verifier.sigstore;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// The kinds of log entries that signers write today. `intoto`, which they gave up, is none: its readers disagree about
/// what it says.
public enum EntryKind {
    /// Rekor v1: the statement by its digest, the certificate as PEM.
    DSSE_1("dsse", "0.0.1"),
    /// Rekor v1: the signed bytes by their digest, the certificate as PEM.
    HASHEDREKORD_1("hashedrekord", "0.0.1"),
    /// Rekor v2: the statement by its digest, the certificate as DER. Its servers no longer take it.
    DSSE_2("dsse", "0.0.2"),
    /// Rekor v2: the signed bytes by their digest, the certificate as DER.
    HASHEDREKORD_2("hashedrekord", "0.0.2");

    private final String kind;
    private final String version;

    EntryKind(String kind, String version) {
        this.kind = kind;
        this.version = version;
    }

    public String kind() {
        return kind;
    }

    public String version() {
        return version;
    }

    /// Whether the log promises the time at which it took the entry in. Rekor v2 doesn't.
    boolean tellsTime() {
        return this == DSSE_1 || this == HASHEDREKORD_1;
    }

    static Optional<EntryKind> of(String kind, String version, Set<EntryKind> accepted) {
        return Arrays.stream(values())
                .filter(known -> known.kind.equals(kind) && known.version.equals(version))
                .filter(accepted::contains)
                .findFirst();
    }

    @Override
    public String toString() {
        return kind + " " + version;
    }
}
