package dev.hallmark.verifier.attestation;

/// How large attestations may be. Everything is measured before it is parsed.
///
/// @param attestationBytes one attestation object as UTF-8; real ones have 5 to 15 KiB
/// @param fieldBytes the whole field as UTF-8
/// @param count how many attestations there may be
public record AttestationLimits(int attestationBytes, int fieldBytes, int count) {

    /// There are two known predicate types of uploads and no type may come twice.
    private static final int OF_AN_UPLOAD = 2;

    private static final int OF_A_REVIEW = 1_000;
    private static final int SMALLEST = 16 * 1024;
    private static final int LARGEST = 256 * 1024;

    public static final AttestationLimits DEFAULT = new AttestationLimits(64 * 1024, 256 * 1024);

    /// What an operator may ask for uploads.
    public AttestationLimits(int attestationBytes, int fieldBytes) {
        if (attestationBytes < SMALLEST || attestationBytes > fieldBytes || fieldBytes > LARGEST) {
            throw new IllegalArgumentException("expected " + SMALLEST + " <= attestation bytes <= field bytes <= " + LARGEST
                    + " (a verdict carries the attestations and must fit a record), found " + attestationBytes + " and "
                    + fieldBytes);
        }
        this(attestationBytes, fieldBytes, OF_AN_UPLOAD);
    }

    /// The same for attestations that are kept already, whatever the limits were when they came; their record bounds them.
    public AttestationLimits ofReview() {
        return new AttestationLimits(LARGEST, Integer.MAX_VALUE, OF_A_REVIEW);
    }
}
