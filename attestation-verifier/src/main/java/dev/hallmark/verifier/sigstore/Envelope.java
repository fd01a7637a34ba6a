package dev.hallmark.verifier.sigstore;

import static dev.hallmark.contract.RejectionCode.LOG_ENTRY_MISMATCH;
import static dev.hallmark.contract.RejectionCode.SIGNATURE_INVALID;

import dev.hallmark.verifier.encoding.Octets;
import dev.hallmark.verifier.refusal.Checked;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// A DSSE envelope around an in-toto statement, with its one signature.
///
/// PEP 740 leaves the payload type out because it is fixed.
public record Envelope(Octets payload, Octets signature) {

    private static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

    public Checked<Envelope> signedBy(VerifyingKey key) {
        if (!key.signed(signedData(), signature, Cryptography.Hash.SHA_256)) {
            return Checked.refused(
                    SIGNATURE_INVALID, "a signature over the statement by the certificate's key", "one that doesn't fit");
        }
        return Checked.passed(this);
    }

    /// Whether the log's entry is about this envelope and this certificate. Without that, any entry of the log would do.
    public Checked<Envelope> recordedIn(TransparencyEntry entry, SigningCertificate certificate) {
        DsseRecord record = entry.record();
        if (!record.payloadSha256().equals(payload.sha256().hex())) {
            return Checked.refused(LOG_ENTRY_MISMATCH, "a log entry about this statement", "one about another");
        }
        if (!record.signature().equals(signature.base64())) {
            return Checked.refused(LOG_ENTRY_MISMATCH, "a log entry with this signature", "one with another");
        }
        if (!record.verifier().equals(Octets.ofUtf8(certificate.pem()).base64())) {
            return Checked.refused(LOG_ENTRY_MISMATCH, "a log entry with this certificate", "one with another");
        }
        return Checked.passed(this);
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
