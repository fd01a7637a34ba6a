package dev.hallmark.verifier.sigstore;

import dev.hallmark.contract.Sha256;
import dev.hallmark.verifier.encoding.Octets;
import dev.hallmark.verifier.refusal.Checked;

/// What a signer signed, with the one signature over it.
public sealed interface SignedContent permits Envelope, MessageSignature {

    Octets signature();

    /// Whether this key made the signature.
    Checked<SignedContent> signedBy(VerifyingKey key);

    /// The digest that a log entry of this kind keeps of it.
    Sha256 recordedAs(EntryKind kind);
}
