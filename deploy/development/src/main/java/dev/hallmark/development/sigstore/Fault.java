package dev.hallmark.development.sigstore;

import java.util.Optional;

/// One part of a signature's evidence that is not as it should be. Each leaves every other part right.
public enum Fault {
    // The certificate.
    /// Issued by another authority with the same names.
    FOREIGN_AUTHORITY,
    NO_CERTIFICATE_TIMESTAMP,
    /// A true timestamp of a log that the trust root does not know.
    CERTIFICATE_TIMESTAMP_OF_UNKNOWN_LOG,
    CERTIFICATE_TIMESTAMP_SIGNATURE_CHANGED,
    /// A true timestamp of our log, for another certificate.
    CERTIFICATE_TIMESTAMP_OF_OTHER_CERTIFICATE,
    /// Extended key usage names TLS servers in place of code signing.
    SERVER_AUTHENTICATION_USAGE,
    NO_EXTENDED_USAGE,
    /// Key usage allows key agreement and no signatures.
    NO_DIGITAL_SIGNATURE_USAGE,
    /// The leaf says that it is an authority itself.
    LEAF_IS_AUTHORITY,
    /// A byte follows the encoded certificate in the attestation.
    CERTIFICATE_FOLLOWED_BY_BYTE,

    // The envelope.
    SIGNED_BY_OTHER_KEY,
    STATEMENT_CHANGED_AFTER_SIGNING,

    // What was logged.
    /// Another certificate for the same key, by the same authority.
    OTHER_CERTIFICATE_LOGGED,
    OTHER_STATEMENT_LOGGED,
    /// Another signature over the same statement by the same key.
    OTHER_SIGNATURE_LOGGED,
    /// The log that the trust root does not know did all the logging.
    UNKNOWN_LOG,
    /// The entry says to be of another kind than its body is.
    ENTRY_OF_OTHER_KIND,
    /// The entry names another index of the log than it has, which the log's promise covers in Rekor v1.
    LOG_INDEX_CHANGED,
    /// A second entry follows, of another attestation.
    SECOND_ENTRY,

    // The signed entry timestamp, of Rekor v1.
    NO_SIGNED_ENTRY_TIMESTAMP(TransparencyLog.Version.V1),
    SIGNED_ENTRY_TIMESTAMP_CHANGED(TransparencyLog.Version.V1),
    SIGNED_ENTRY_TIMESTAMP_BY_OTHER_KEY(TransparencyLog.Version.V1),
    INTEGRATED_TIME_CHANGED(TransparencyLog.Version.V1),
    /// The entry tells a time that nobody signed, in Rekor v2.
    INTEGRATED_TIME_UNSIGNED(TransparencyLog.Version.V2),

    // The inclusion proof.
    NO_INCLUSION_PROOF,
    PROOF_HASH_CHANGED,
    PROOF_TOO_SHORT,
    PROOF_TOO_LONG,
    PROOF_INDEX_CHANGED,
    PROOF_TREE_SIZE_CHANGED,
    PROOF_ROOT_HASH_CHANGED,

    // The checkpoint.
    NO_CHECKPOINT,
    CHECKPOINT_BY_OTHER_KEY,
    CHECKPOINT_SIGNATURE_CHANGED,
    /// Signed by the log, over another root hash.
    CHECKPOINT_OF_OTHER_ROOT,
    /// Signed by the log, over the same root hash and another tree size.
    CHECKPOINT_OF_OTHER_SIZE,
    /// Signed by the log, in the name of another.
    CHECKPOINT_OF_OTHER_ORIGIN,
    /// The hint to the log's key is that of another key; the signature is the log's.
    CHECKPOINT_KEY_HINT_CHANGED,
    /// A witness signed in place of the log.
    CHECKPOINT_BY_WITNESS_ONLY,

    // The timestamp (RFC 3161), which Rekor v2 needs.
    NO_TIMESTAMP(TransparencyLog.Version.V2),
    TIMESTAMP_SIGNATURE_CHANGED(TransparencyLog.Version.V2),
    /// A true timestamp of another signature.
    TIMESTAMP_OF_OTHER_SIGNATURE(TransparencyLog.Version.V2),
    /// By another authority with the same names.
    TIMESTAMP_BY_FOREIGN_AUTHORITY(TransparencyLog.Version.V2),
    /// Our authority's answer that it grants none.
    TIMESTAMP_REFUSED(TransparencyLog.Version.V2),
    /// Over the SHA-1 digest of the signature.
    TIMESTAMP_OF_SHA_1(TransparencyLog.Version.V2),
    TIMESTAMP_FOLLOWED_BY_BYTE(TransparencyLog.Version.V2),
    /// The timestamp names, by its digest, another certificate than the one that verifies it (RFC 5816).
    TIMESTAMP_OF_OTHER_CERTIFICATE(TransparencyLog.Version.V2),
    /// Our authority's key, certified for code signing.
    TIMESTAMP_AUTHORITY_FOR_CODE_SIGNING(TransparencyLog.Version.V2),
    /// Our authority's key, certified for timestamps as one use that may be overlooked.
    TIMESTAMP_AUTHORITY_USAGE_NOT_CRITICAL(TransparencyLog.Version.V2),
    /// A second timestamp, from after the certificate's end.
    SECOND_TIMESTAMP_TOO_LATE(TransparencyLog.Version.V2),
    /// A second timestamp, over another signature.
    SECOND_TIMESTAMP_OF_OTHER_SIGNATURE(TransparencyLog.Version.V2);

    private final Optional<TransparencyLog.Version> only;

    Fault() {
        this.only = Optional.empty();
    }

    Fault(TransparencyLog.Version only) {
        this.only = Optional.of(only);
    }

    /// Whether evidence of this form has the part that is bent.
    public boolean bends(EvidenceForm form) {
        return only.isEmpty() || only.get() == form.version();
    }
}
