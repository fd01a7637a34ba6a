package dev.hallmark.verifier.policy;

import dev.hallmark.contract.RejectionCode;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.refusal.Quoted;
import dev.hallmark.verifier.sigstore.SigningCertificate;
import dev.hallmark.verifier.sigstore.SigningCertificate.Signer;

/// A signer whom the certificate's subject names completely: a person, a service account, a pipeline of Buildkite.
///
/// @param mismatch the code for a certificate of somebody else
record SignerPolicy(String issuer, Signer signer, RejectionCode mismatch) implements PublisherPolicy {

    SignerPolicy {
        if (issuer.isBlank() || signer.name().isBlank()) {
            throw new IllegalArgumentException("a policy needs an issuer and a signer");
        }
    }

    @Override
    public Checked<SigningCertificate> admit(SigningCertificate certificate) {
        return ClaimRules.issuedByEither(certificate, issuer).then(this::namesTheSigner);
    }

    private Checked<SigningCertificate> namesTheSigner(SigningCertificate certificate) {
        if (!certificate.signer().equals(signer)) {
            return Checked.refused(
                    mismatch, "a certificate of " + signer.name(), "one of " + Quoted.of(certificate.signer().name()));
        }
        return Checked.passed(certificate);
    }
}
