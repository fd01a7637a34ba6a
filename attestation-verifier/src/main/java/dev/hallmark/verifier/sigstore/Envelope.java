package dev.hallmark.verifier.sigstore;

import static dev.hallmark.contract.RejectionCode.SIGNATURE_INVALID;

import dev.hallmark.contract.Sha256;
import dev.hallmark.verifier.encoding.Octets;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.sigstore.Cryptography.Algorithm;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// A DSSE envelope around an in-toto statement, with its one signature.
///
/// PEP 740 leaves the payload type out because it is fixed.
public record Envelope(Octets payload, Octets signature) implements SignedContent {

    public static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

    @Override
    public Checked<SignedContent> signedBy(VerifyingKey key) {
        if (!key.signed(signedData(), signature, Algorithm.ECDSA_SHA_256)) {
            return Checked.refused(
                    SIGNATURE_INVALID, "a signature over the statement by the certificate's key", "one that doesn't fit");
        }
        return Checked.passed(this);
    }

    @Override
    public Sha256 recordedAs(EntryKind kind) {
        return switch (kind) {
            case DSSE_1, DSSE_2 -> payload.sha256();
            case HASHEDREKORD_1, HASHEDREKORD_2 -> signedData().sha256();
        };
    }

    /// What is signed: type and payload, each after its length in bytes (DSSE, "pre-authentication encoding").
    Octets signedData() {
        ByteArrayOutputStream data = new ByteArrayOutputStream(payload.length() + 64);
        data.writeBytes(("DSSEv1 " + PAYLOAD_TYPE.length() + " " + PAYLOAD_TYPE + " " + payload.length() + " ")
                .getBytes(StandardCharsets.US_ASCII));
        data.writeBytes(payload.toArray());
        return Octets.of(data.toByteArray());
    }
}
