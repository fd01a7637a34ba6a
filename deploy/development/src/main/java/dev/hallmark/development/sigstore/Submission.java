package dev.hallmark.development.sigstore;

import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.Sha256;
import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/// A signature that a log takes: one that its verifier verifies.
record Submission(EntryKind kind, Recorded signature) {

    private static final String UNVERIFIED = "whose signature the verifier verifies";

    /// @param json the envelope exactly as it was submitted
    static Parsed<Submission> of(Envelope envelope, String json, Pem verifier) {
        return keyOf(verifier).then(key -> envelope.isSignedBy(key)
                ? Parsed.valid(new Submission(EntryKind.DSSE_V1, Recorded.of(envelope, json, verifier)))
                : Parsed.invalid("expected an envelope " + UNVERIFIED));
    }

    /// Signed was whatever has this digest.
    static Parsed<Submission> ofDigest(EntryKind kind, Sha256 digest, Bytes signature, Pem verifier) {
        return keyOf(verifier).then(key -> SigningKey.verifiesDigest(key, digest, signature)
                ? Parsed.valid(new Submission(kind, Recorded.ofMessage(digest, signature, verifier)))
                : Parsed.invalid("expected a digest " + UNVERIFIED));
    }

    private static Parsed<PublicKey> keyOf(Pem verifier) {
        if (!verifier.isCertificate()) {
            return ProofOfPossession.publicKey(verifier.content());
        }
        try {
            PublicKey key = CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(verifier.content().toArray()))
                    .getPublicKey();
            return ProofOfPossession.publicKey(Bytes.of(key.getEncoded()));
        } catch (CertificateException _) {
            return Parsed.invalid("expected a certificate as the verifier");
        }
    }

    /// The leaf of the log.
    Bytes body() {
        return kind.body(signature);
    }
}
