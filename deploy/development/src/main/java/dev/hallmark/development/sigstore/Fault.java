package dev.hallmark.development.sigstore;

/// One part of an attestation's evidence that is not as it should be. Each leaves every other part right.
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

    // The signed entry timestamp.
    NO_SIGNED_ENTRY_TIMESTAMP,
    SIGNED_ENTRY_TIMESTAMP_CHANGED,
    SIGNED_ENTRY_TIMESTAMP_BY_OTHER_KEY,
    INTEGRATED_TIME_CHANGED,

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

    /// A second entry follows, of another attestation.
    SECOND_ENTRY
}
