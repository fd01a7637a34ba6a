package dev.hallmark.verifier.sigstore;

/// What Fulcio states about the job that asked for a certificate: extensions 1.3.6.1.4.1.57264.1.8 and up, each a DER
/// UTF8String. The names are those of Fulcio's `oid-info`.
public enum FulcioClaim {
    ISSUER(8),
    BUILD_SIGNER_URI(9),
    RUNNER_ENVIRONMENT(11),
    SOURCE_REPOSITORY_URI(12),
    SOURCE_REPOSITORY_DIGEST(13),
    SOURCE_REPOSITORY_REF(14),
    SOURCE_REPOSITORY_ID(15),
    SOURCE_REPOSITORY_OWNER_ID(17),
    BUILD_CONFIG_URI(18),
    BUILD_TRIGGER(20),
    RUN_INVOCATION_URI(21),
    SOURCE_REPOSITORY_VISIBILITY(22),
    DEPLOYMENT_ENVIRONMENT(23);

    static final String ARC = "1.3.6.1.4.1.57264.1.";

    /// The issuer as Fulcio wrote it first, as bare UTF-8.
    static final String RAW_ISSUER = ARC + "1";

    private final int number;

    FulcioClaim(int number) {
        this.number = number;
    }

    String identifier() {
        return ARC + number;
    }
}
