package dev.hallmark.verifier.attestation;

/// How large attestations may be. Everything is measured before it is parsed.
///
/// @param attestationBytes one attestation object as UTF-8; real ones have 5 to 15 KiB
/// @param fieldBytes the whole field as UTF-8
public record AttestationLimits(int attestationBytes, int fieldBytes) {

    /// There are two known predicate types and no type may come twice.
    static final int MAX_ATTESTATIONS = 2;

    private static final int SMALLEST = 16 * 1024;
    private static final int LARGEST = 256 * 1024;

    public static final AttestationLimits DEFAULT = new AttestationLimits(64 * 1024, 256 * 1024);

    public AttestationLimits {
        if (attestationBytes < SMALLEST || attestationBytes > fieldBytes || fieldBytes > LARGEST) {
            throw new IllegalArgumentException("expected " + SMALLEST + " <= attestation bytes <= field bytes <= " + LARGEST
                    + " (a verdict carries the attestations and must fit a record), found " + attestationBytes + " and "
                    + fieldBytes);
        }
    }
}
