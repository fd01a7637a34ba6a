package dev.hallmark.verifier.attestation;

import static dev.hallmark.contract.RejectionCode.ATTESTATIONS_MALFORMED;
import static dev.hallmark.contract.RejectionCode.CERTIFICATE_TOO_LARGE;
import static dev.hallmark.contract.RejectionCode.STATEMENT_TOO_LARGE;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.contract.RejectionCode;
import dev.hallmark.verifier.encoding.JsonObject;
import dev.hallmark.verifier.encoding.Octets;
import dev.hallmark.verifier.encoding.StrictJson.Element;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.refusal.Malformed;
import java.util.List;

/// A PEP 740 attestation object, taken apart; nothing in it is verified.
///
/// Members that PEP 740 doesn't know are let through at the top, where it allows them, and refused below it. Newer
/// clients also send RFC 3161 timestamps.
///
/// @param json as the uploader sent it, character for character
/// @param certificate of the signer, said to be DER
/// @param transparencyEntries of a log, as the JSON of Rekor's `TransparencyLogEntry`
/// @param timestamps over the signature, said to be RFC 3161
/// @param statement the bytes that were signed
/// @param signature by the certificate's key
public record Attestation(
        String json,
        Octets certificate,
        List<JsonNode> transparencyEntries,
        List<Octets> timestamps,
        Octets statement,
        Octets signature) {

    private static final int MAX_CERTIFICATE_BYTES = 16 * 1024;
    private static final int MAX_STATEMENT_BYTES = 128 * 1024;
    private static final int MAX_SIGNATURE_BYTES = 1024;
    private static final int MAX_TIMESTAMPS = 4;
    private static final int MAX_TIMESTAMP_BYTES = 16 * 1024;

    public Attestation {
        transparencyEntries = List.copyOf(transparencyEntries);
        timestamps = List.copyOf(timestamps);
    }

    public static Checked<Attestation> parse(Element element) {
        try {
            JsonObject attestation = JsonObject.of(element.node(), "an attestation");
            if (!attestation.isOne("version")) {
                throw new Malformed("an attestation with version 1", "another version, or none");
            }
            JsonObject material = attestation
                    .object("verification_material")
                    .only("certificate", "transparency_entries", "timestamps");
            List<Octets> timestamps = material.has("timestamps")
                    ? material.base64Array("timestamps", MAX_TIMESTAMPS, MAX_TIMESTAMP_BYTES)
                    : List.of();
            JsonObject envelope = attestation.object("envelope").only("statement", "signature");
            if (material.isLarger("certificate", MAX_CERTIFICATE_BYTES)) {
                return tooLarge(CERTIFICATE_TOO_LARGE, "a certificate", MAX_CERTIFICATE_BYTES);
            }
            if (envelope.isLarger("statement", MAX_STATEMENT_BYTES)) {
                return tooLarge(STATEMENT_TOO_LARGE, "a statement", MAX_STATEMENT_BYTES);
            }
            return Checked.passed(new Attestation(
                    element.text(),
                    material.base64("certificate", MAX_CERTIFICATE_BYTES),
                    material.array("transparency_entries"),
                    timestamps,
                    envelope.base64("statement", MAX_STATEMENT_BYTES),
                    envelope.base64("signature", MAX_SIGNATURE_BYTES)));
        } catch (Malformed malformed) {
            return Checked.refused(ATTESTATIONS_MALFORMED, malformed);
        }
    }

    private static Checked<Attestation> tooLarge(RejectionCode code, String what, int bytes) {
        return Checked.refused(code, what + " of at most " + bytes + " bytes", "a larger one");
    }
}
