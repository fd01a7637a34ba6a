package dev.hallmark.contract.event;

import dev.hallmark.contract.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One attestation that passed, with what its verification established.
///
/// @param json the attestation object as the uploader sent it, character for character
/// @param predicateType of the in-toto statement
/// @param certificate facts of the signing certificate
/// @param logEntry the transparency log entry that the signing time and the log's promise come from
/// @param signedAt the proven time of signing
/// @param trustRoot which trust root vouched
public record VerifiedAttestation(
        String json,
        String predicateType,
        CertificateFacts certificate,
        LogEntry logEntry,
        Instant signedAt,
        TrustRoot trustRoot) {

    /// The publish attestation of the index API standards (PEP 740, "Index attestation").
    public static final String PUBLISH_V1 = "https://docs.pypi.org/attestations/publish/v1";

    /// Build provenance.
    public static final String SLSA_PROVENANCE_V1 = "https://slsa.dev/provenance/v1";

    /// Fulcio's statements about the job that signed (OIDs 1.3.6.1.4.1.57264.1.8 to .22); null where the certificate
    /// doesn't say.
    ///
    /// @param sha256 of the certificate's DER
    /// @param subjectAlternativeName the signer: a workflow's URI or an e-mail address
    public record CertificateFacts(
            Sha256 sha256,
            String serialNumber,
            String subjectAlternativeName,
            String issuer,
            @Nullable String sourceRepositoryUri,
            @Nullable String sourceRepositoryDigest,
            @Nullable String sourceRepositoryRef,
            @Nullable String buildConfigUri,
            @Nullable String buildSignerUri,
            @Nullable String runInvocationUri,
            @Nullable String trigger,
            @Nullable String runnerEnvironment,
            @Nullable String sourceRepositoryVisibility) {}

    /// @param logId SHA-256 of the log's public key
    public record LogEntry(Sha256 logId, long logIndex, String kind, String version) {}

    /// @param name as the operator configured it
    /// @param sha256 of the trust root file
    public record TrustRoot(String name, Sha256 sha256) {}
}
