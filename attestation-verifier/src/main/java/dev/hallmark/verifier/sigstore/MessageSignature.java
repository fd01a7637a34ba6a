package dev.hallmark.verifier.sigstore;

import static dev.hallmark.contract.RejectionCode.SIGNATURE_INVALID;

import dev.hallmark.contract.Sha256;
import dev.hallmark.verifier.encoding.Octets;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.sigstore.Cryptography.Algorithm;

/// A signature over the bytes of a file, of which the digest is enough.
public record MessageSignature(Sha256 digest, Octets signature) implements SignedContent {

    @Override
    public Checked<SignedContent> signedBy(VerifyingKey key) {
        if (!key.signed(Octets.of(digest.toBytes()), signature, Algorithm.ECDSA_OF_DIGEST)) {
            return Checked.refused(
                    SIGNATURE_INVALID, "a signature over the file by the certificate's key", "one that doesn't fit");
        }
        return Checked.passed(this);
    }

    @Override
    public Sha256 recordedAs(EntryKind kind) {
        return digest;
    }
}
