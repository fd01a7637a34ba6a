package dev.hallmark.provenance.audit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.event.VerifiedAttestation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which attestations are meant: those that every given member fits.
///
/// @param workflow URI of the workflow that signed, without a ref, such as
///     `https://github.com/owner/repository/.github/workflows/release.yml` (Fulcio's Build Config URI)
/// @param commit Fulcio's Source Repository Digest
/// @param repository Fulcio's Source Repository URI
/// @param signer the certificate's subject alternative name
/// @param trustRoot SHA-256 of the trust root that vouched the last time
/// @param policy version of the verification policy that was decided by the last time
/// @param from signed then or later
/// @param to signed before then
public record Criteria(
        @Nullable String workflow,
        @Nullable String commit,
        @Nullable String repository,
        @Nullable String signer,
        @Nullable String trustRoot,
        @Nullable String policy,
        @Nullable Instant from,
        @Nullable Instant to) {

    static final Criteria ALL = new Criteria(null, null, null, null, null, null, null, null);

    /// One member as a condition on the table `attestation a`.
    record Condition(String column, String operator, Object value) {

        String sql(int parameter) {
            return "a." + column + " " + operator + " ?" + parameter;
        }
    }

    /// Names at least one identity; else it would mean half of the index by an oversight.
    Parsed<Criteria> aboutAnIdentity() {
        return workflow == null && commit == null && repository == null && signer == null
                ? Parsed.invalid("expected at least one of workflow, commit, repository and signer")
                : Parsed.valid(this);
    }

    /// What can't be meant; empty if nothing is wrong.
    @JsonIgnore
    Optional<String> objection() {
        if (workflow != null && workflow.contains("@")) {
            return Optional.of("expected a workflow without its ref, found an '@'");
        }
        return from != null && to != null && !from.isBefore(to)
                ? Optional.of("expected from to be before to")
                : Optional.empty();
    }

    List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        add(conditions, "workflow", "=", workflow);
        add(conditions, "commit", "=", commit);
        add(conditions, "repository", "=", repository);
        add(conditions, "signer", "=", signer);
        add(conditions, "trust_root", "=", trustRoot);
        add(conditions, "policy", "=", policy);
        add(conditions, "signed_at", ">=", from);
        add(conditions, "signed_at", "<", to);
        return conditions;
    }

    private static void add(List<Condition> conditions, String column, String operator, @Nullable Object value) {
        if (value != null) {
            conditions.add(new Condition(column, operator, value));
        }
    }

    /// Whether an attestation that arrives now is one of those that are meant by identity and time.
    boolean fit(VerifiedAttestation attestation) {
        VerifiedAttestation.CertificateFacts certificate = attestation.certificate();
        return (workflow == null || isWorkflow(certificate.buildConfigUri()))
                && (commit == null || commit.equals(certificate.sourceRepositoryDigest()))
                && (repository == null || repository.equals(certificate.sourceRepositoryUri()))
                && (signer == null || signer.equals(certificate.subjectAlternativeName()))
                && (from == null || !attestation.signedAt().isBefore(from))
                && (to == null || attestation.signedAt().isBefore(to));
    }

    private boolean isWorkflow(@Nullable String buildConfigUri) {
        return buildConfigUri != null && (buildConfigUri + "@").startsWith(workflow + "@");
    }
}
