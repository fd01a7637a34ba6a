package dev.hallmark.verifier.policy;

import static dev.hallmark.contract.RejectionCode.IDENTITY_WORKFLOW_MISMATCH;

import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.refusal.Quoted;
import dev.hallmark.verifier.sigstore.SigningCertificate;

/// A certificate's identity as Sigstore's tools ask for it: the subject alternative name, of whatever form, and the issuer
/// who vouches for it. Both are compared exactly.
public record CertificateIdentity(String name, String issuer) {

    public CertificateIdentity {
        if (name.isBlank() || issuer.isBlank()) {
            throw new IllegalArgumentException("an identity needs a name and an issuer");
        }
    }

    /// The certificate, when it names this identity.
    public Checked<SigningCertificate> admit(SigningCertificate certificate) {
        return ClaimRules.issuedByEither(certificate, issuer).then(this::namesIt);
    }

    private Checked<SigningCertificate> namesIt(SigningCertificate certificate) {
        if (!certificate.signer().name().equals(name)) {
            return Checked.refused(
                    IDENTITY_WORKFLOW_MISMATCH, "a certificate of " + name, "one of " + Quoted.of(certificate.signer().name()));
        }
        return Checked.passed(certificate);
    }
}
