package dev.hallmark.contract;

import com.fasterxml.jackson.annotation.JsonCreator;

/// Why a staged file was refused by the verifier: stable words, the same in HTTP, events, logs and metrics.
///
/// Codes are only ever added. The order is that of the verification steps.
public enum RejectionCode implements Word {
    /// Not a JSON array of PEP 740 attestation objects, version 1.
    ATTESTATIONS_MALFORMED,
    /// `[]`: leave the field out instead.
    ATTESTATIONS_EMPTY,
    /// More attestations than predicate types exist.
    ATTESTATIONS_TOO_MANY,
    ATTESTATION_TOO_LARGE,
    /// Two attestations of one predicate type.
    PREDICATE_TYPE_REPEATED,
    /// Attestations vouch for a Trusted Publisher; an API token has none.
    PUBLISHER_REQUIRED,
    STATEMENT_MALFORMED,
    SUBJECT_COUNT,
    SUBJECT_NAME_MISMATCH,
    SUBJECT_DIGEST_MISMATCH,
    PREDICATE_TYPE_UNSUPPORTED,
    CERTIFICATE_MALFORMED,
    IDENTITY_ISSUER_MISMATCH,
    IDENTITY_REPOSITORY_MISMATCH,
    IDENTITY_WORKFLOW_MISMATCH,
    /// No trust root of this index may vouch for the publisher's issuer.
    TRUST_ROOT_NOT_CONFIGURED,
    LOG_ENTRY_MALFORMED,
    LOG_ENTRY_COUNT,
    /// The entry comes from a transparency log that the trust root doesn't hold, or not at that time.
    LOG_UNKNOWN,
    SIGNED_TIMESTAMP_INVALID,
    SIGNING_TIME_OUTSIDE_CERTIFICATE,
    CERTIFICATE_CHAIN_UNTRUSTED,
    CERTIFICATE_USAGE,
    SCT_INVALID,
    CHECKPOINT_INVALID,
    INCLUSION_PROOF_INVALID,
    SIGNATURE_INVALID,
    /// The log recorded another statement, signature or certificate than the attestation shows.
    LOG_ENTRY_MISMATCH,

    // Later additions, in no order.

    /// The project's policy asks for attestations.
    ATTESTATIONS_REQUIRED,
    /// The project's policy asks for an attestation of a predicate type that the upload lacks.
    PREDICATE_TYPE_REQUIRED,
    /// The attestations are by an identity that the project's policy does not pin.
    IDENTITY_NOT_PINNED,
    /// Sigstore makes no certificates for publishers of this kind.
    IDENTITY_KIND_UNSUPPORTED,
    IDENTITY_OWNER_MISMATCH,
    IDENTITY_ENVIRONMENT_MISMATCH,
    IDENTITY_REF_MISMATCH,
    /// The job ran in another reusable workflow than the publisher names.
    IDENTITY_CALLED_WORKFLOW_MISMATCH,
    IDENTITY_EMAIL_MISMATCH,
    /// The attestation would disclose the name of a repository that is not public.
    REPOSITORY_PRIVATE,
    /// The publish attestation is bound to another index, or to none where the project asks for this one.
    INDEX_MISMATCH,
    STATEMENT_TOO_LARGE,
    CERTIFICATE_TOO_LARGE,
    /// Neither the log nor a timestamp authority says when it was signed.
    SIGNING_TIME_MISSING,
    /// An RFC 3161 timestamp that no trusted authority made over this signature.
    TIMESTAMP_INVALID;

    /// Lower case with hyphens, such as `subject-digest-mismatch`.
    public String code() {
        return word();
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static RejectionCode ofCode(String code) {
        return Word.parse(RejectionCode.class, code).orThrow();
    }
}
