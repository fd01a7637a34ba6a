package dev.hallmark.verifier.policy;

import static dev.hallmark.contract.RejectionCode.IDENTITY_ENVIRONMENT_MISMATCH;
import static dev.hallmark.contract.RejectionCode.IDENTITY_ISSUER_MISMATCH;
import static dev.hallmark.contract.RejectionCode.IDENTITY_OWNER_MISMATCH;
import static dev.hallmark.contract.RejectionCode.IDENTITY_REF_MISMATCH;
import static dev.hallmark.contract.RejectionCode.IDENTITY_REPOSITORY_MISMATCH;
import static dev.hallmark.contract.RejectionCode.IDENTITY_WORKFLOW_MISMATCH;
import static dev.hallmark.verifier.sigstore.FulcioClaim.DEPLOYMENT_ENVIRONMENT;
import static dev.hallmark.verifier.sigstore.FulcioClaim.ISSUER;
import static dev.hallmark.verifier.sigstore.FulcioClaim.SOURCE_REPOSITORY_ID;
import static dev.hallmark.verifier.sigstore.FulcioClaim.SOURCE_REPOSITORY_OWNER_ID;
import static dev.hallmark.verifier.sigstore.FulcioClaim.SOURCE_REPOSITORY_REF;
import static dev.hallmark.verifier.sigstore.FulcioClaim.SOURCE_REPOSITORY_URI;

import dev.hallmark.contract.RefPattern;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.refusal.Quoted;
import dev.hallmark.verifier.sigstore.SigningCertificate;
import dev.hallmark.verifier.sigstore.SigningCertificate.Signer;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// The rules that several kinds of publishers share, each about one of Fulcio's extensions.
final class ClaimRules {

    private ClaimRules() {}

    /// Both extensions that name the issuer have to agree; the older may be left out.
    static Checked<SigningCertificate> issuedFor(SigningCertificate certificate, String expected) {
        Optional<String> issuer = certificate.claim(ISSUER);
        String raw = certificate.rawIssuer();
        if (!issuer.equals(Optional.of(expected)) || (raw != null && !raw.equals(expected))) {
            return Checked.refused(
                    IDENTITY_ISSUER_MISMATCH,
                    "a certificate for an identity of " + expected,
                    raw != null && issuer.isPresent() && !raw.equals(issuer.get())
                            ? "two issuers, " + Quoted.of(raw) + " and " + Quoted.of(issuer.get())
                            : quoted(issuer));
        }
        return Checked.passed(certificate);
    }

    /// The same for those whom certificates named before the newer extension was: either is enough.
    static Checked<SigningCertificate> issuedByEither(SigningCertificate certificate, String expected) {
        return certificate.claim(ISSUER).isEmpty() && expected.equals(certificate.rawIssuer())
                ? Checked.passed(certificate)
                : issuedFor(certificate, expected);
    }

    static Checked<SigningCertificate> namesAWorkflow(SigningCertificate certificate) {
        return switch (certificate.signer()) {
            case Signer.Workflow _ -> Checked.passed(certificate);
            case Signer.Email(String address) ->
                Checked.refused(IDENTITY_WORKFLOW_MISMATCH, "a workflow as the signer", "e-mail address " + Quoted.of(address));
        };
    }

    static Checked<SigningCertificate> ofRepository(SigningCertificate certificate, String url) {
        Optional<String> repository = certificate.claim(SOURCE_REPOSITORY_URI);
        if (!repository.equals(Optional.of(url))) {
            return Checked.refused(IDENTITY_REPOSITORY_MISMATCH, "a workflow of repository " + url, quoted(repository));
        }
        return Checked.passed(certificate);
    }

    /// A name can be given to somebody else; the id that was registered with it can't. A certificate that doesn't say the
    /// id is the owner's that it names: the reference client doesn't ask for more.
    static Checked<SigningCertificate> ofOwner(SigningCertificate certificate, @Nullable String id) {
        Optional<String> ownerId = certificate.claim(SOURCE_REPOSITORY_OWNER_ID);
        if (id != null && ownerId.isPresent() && !ownerId.get().equals(id)) {
            return Checked.refused(
                    IDENTITY_OWNER_MISMATCH, "a repository of the owner with id " + id, "owner id " + quoted(ownerId));
        }
        return Checked.passed(certificate);
    }

    /// A stricter rule of the publisher's own: a certificate that doesn't say the id doesn't meet it.
    static Checked<SigningCertificate> ofRepositoryId(SigningCertificate certificate, @Nullable String id) {
        Optional<String> repositoryId = certificate.claim(SOURCE_REPOSITORY_ID);
        if (id != null && !repositoryId.equals(Optional.of(id))) {
            return Checked.refused(
                    IDENTITY_REPOSITORY_MISMATCH, "the repository with id " + id, "repository id " + quoted(repositoryId));
        }
        return Checked.passed(certificate);
    }

    /// A stricter rule of the publisher's own: a certificate that names no ref doesn't meet it.
    static Checked<SigningCertificate> fromRef(SigningCertificate certificate, @Nullable RefPattern pattern) {
        Optional<String> ref = certificate.claim(SOURCE_REPOSITORY_REF);
        if (pattern != null && ref.filter(pattern::admits).isEmpty()) {
            return Checked.refused(IDENTITY_REF_MISMATCH, "a workflow run for a ref like " + pattern.text(), quoted(ref));
        }
        return Checked.passed(certificate);
    }

    /// Certificates name the environment since lately. Where one doesn't, the token that opened the upload did.
    ///
    /// @param same the forge's own idea of equal names
    static Checked<SigningCertificate> inEnvironment(
            SigningCertificate certificate, @Nullable String expected, BiPredicate<String, String> same) {
        Optional<String> environment = certificate.claim(DEPLOYMENT_ENVIRONMENT);
        if (expected != null && environment.isPresent() && !same.test(expected, environment.get())) {
            return Checked.refused(
                    IDENTITY_ENVIRONMENT_MISMATCH, "a job in environment " + expected, "environment " + quoted(environment));
        }
        return Checked.passed(certificate);
    }

    static String quoted(Optional<String> claim) {
        return claim.map(Quoted::of).orElse("none");
    }
}
