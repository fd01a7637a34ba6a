package dev.hallmark.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/// Why a staged file was refused by the verifier: stable words, the same in HTTP, events, logs and metrics.
///
/// Codes are only ever added. The order is that of the verification steps.
public enum RejectionCode {
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
    LOG_ENTRY_MISMATCH;

    /// Lower case with hyphens, such as `subject-digest-mismatch`.
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static RejectionCode ofCode(String code) {
        return Arrays.stream(values())
                .filter(known -> known.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown rejection code"));
    }
}
