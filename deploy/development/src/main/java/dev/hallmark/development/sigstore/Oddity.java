package dev.hallmark.development.sigstore;

/// Evidence that is unusual, and right all the same.
public enum Oddity {
    /// As static certificate logs write them, with the index of the leaf.
    CERTIFICATE_TIMESTAMP_WITH_EXTENSIONS,
    /// A witness signed the checkpoint before the log did; no trust root knows it.
    CHECKPOINT_WITH_WITNESS,
    /// A timestamp besides the log's own promise of the time.
    TIMESTAMPED_TOO,
    SECOND_TIMESTAMP,
    /// The authority's certificate is in the trust root only.
    TIMESTAMP_WITHOUT_CERTIFICATE,
    /// The timestamp is over the SHA-512 digest of the signature.
    TIMESTAMP_OF_SHA_512
}
