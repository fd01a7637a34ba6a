package dev.hallmark.verifier.bundle;

import static dev.hallmark.contract.RejectionCode.SUBJECT_DIGEST_MISMATCH;

import dev.hallmark.contract.Sha256;
import dev.hallmark.verifier.encoding.Octets;
import dev.hallmark.verifier.policy.CertificateIdentity;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.sigstore.AcceptedEvidence;
import dev.hallmark.verifier.sigstore.EvidenceVerifier;
import dev.hallmark.verifier.sigstore.EvidenceVerifier.Evidence;
import dev.hallmark.verifier.sigstore.MessageSignature;
import dev.hallmark.verifier.sigstore.SignedContent;
import dev.hallmark.verifier.sigstore.SigningCertificate;
import dev.hallmark.verifier.sigstore.TrustRoot;
import java.util.Optional;

/// Verifies Sigstore bundles by the same steps as attestations: what is signed, by whom, and then the evidence.
///
/// Media types 0.1 to 0.3, statements and files, Rekor v1 and v2; keyless, so bundles with a public key in place of a
/// certificate are refused. Thread-safe.
public final class BundleVerifier {

    /// A signature about the right file.
    private record About(Bundle bundle, SignedContent content, Optional<String> predicateType) {}

    /// In the right name.
    private record Claimed(About about, SigningCertificate certificate) {}

    private final TrustRoot trustRoot;
    private final EvidenceVerifier evidence;

    public BundleVerifier(TrustRoot trustRoot) {
        this.trustRoot = trustRoot;
        this.evidence = new EvidenceVerifier(trustRoot, AcceptedEvidence.BUNDLES);
    }

    /// @param bundle JSON
    /// @param file digest of the file that the bundle has to be about
    /// @param identity whom the certificate has to name
    public Checked<VerifiedBundle> verify(Octets bundle, Sha256 file, CertificateIdentity identity) {
        return Bundle.parse(bundle) //                                          1. It is a bundle
                .then(parsed -> aboutTheFile(parsed, file)) //                  2. about the file,
                .then(this::withOneCertificate) //                              3. with a certificate
                .then(claimed -> whichNames(claimed, identity)) //              4. that names the identity;
                .then(this::asItsEvidenceProves); //                       5.-16. logged, in time, certified and signed.
    }

    private static Checked<About> aboutTheFile(Bundle bundle, Sha256 file) {
        return switch (bundle.content()) {
            case Bundle.Content.Statement(var envelope) ->
                BundleStatement.parse(envelope.payload())
                        .then(statement -> statement.about(file))
                        .map(statement -> new About(bundle, envelope, Optional.of(statement.predicateType())));
            case Bundle.Content.Message(Optional<Octets> claimed, Octets signature) ->
                claimed.isPresent() && !claimed.get().equals(Octets.of(file.toBytes()))
                        ? Checked.refused(SUBJECT_DIGEST_MISMATCH, "a bundle about the file with SHA-256 digest " + file.hex(), "one about another")
                        : Checked.passed(new About(bundle, new MessageSignature(file, signature), Optional.empty()));
        };
    }

    private Checked<Claimed> withOneCertificate(About about) {
        return trustRoot
                .signingCertificate(about.bundle().certificate())
                .map(certificate -> new Claimed(about, certificate));
    }

    private static Checked<Claimed> whichNames(Claimed claimed, CertificateIdentity identity) {
        return identity.admit(claimed.certificate()).map(_ -> claimed);
    }

    private Checked<VerifiedBundle> asItsEvidenceProves(Claimed claimed) {
        About about = claimed.about();
        return evidence.verify(new Evidence(
                        about.content(),
                        claimed.certificate(),
                        about.bundle().transparencyEntries(),
                        about.bundle().timestamps()))
                .map(proven -> new VerifiedBundle(
                        about.predicateType(),
                        claimed.certificate().facts(),
                        proven.entry().facts(),
                        proven.signedAt(),
                        trustRoot.identity()));
    }
}
