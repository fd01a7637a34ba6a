package dev.hallmark.verifier.attestation;

import static dev.hallmark.contract.RejectionCode.ATTESTATIONS_EMPTY;
import static dev.hallmark.contract.RejectionCode.ATTESTATIONS_MALFORMED;
import static dev.hallmark.contract.RejectionCode.ATTESTATIONS_TOO_MANY;
import static dev.hallmark.contract.RejectionCode.ATTESTATION_TOO_LARGE;

import dev.hallmark.verifier.encoding.StrictJson;
import dev.hallmark.verifier.encoding.StrictJson.Element;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.refusal.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The upload form's field `attestations`: a JSON array of objects, each with its own spelling kept.
public record AttestationsField(List<Element> elements) {

    public AttestationsField {
        elements = List.copyOf(elements);
    }

    public static Checked<AttestationsField> parse(String field, AttestationLimits limits) {
        if (isLarger(field, limits.fieldBytes())) {
            return Checked.refused(
                    ATTESTATION_TOO_LARGE,
                    "at most " + limits.fieldBytes() + " bytes in the attestations field",
                    "more, in " + field.length() + " characters");
        }
        List<Element> elements;
        try {
            elements = StrictJson.readArray(field, limits.count(), "attestation objects");
        } catch (Malformed malformed) {
            return Checked.refused(ATTESTATIONS_MALFORMED, malformed);
        }
        if (elements.isEmpty()) {
            return Checked.refused(ATTESTATIONS_EMPTY, "at least one attestation, or no attestations field", "an empty array");
        }
        if (elements.size() > limits.count()) {
            return Checked.refused(
                    ATTESTATIONS_TOO_MANY, "at most " + limits.count() + " attestations", "more");
        }
        for (Element element : elements) {
            if (isLarger(element.text(), limits.attestationBytes())) {
                return Checked.refused(
                        ATTESTATION_TOO_LARGE,
                        "at most " + limits.attestationBytes() + " bytes in an attestation",
                        "more, in " + element.text().length() + " characters");
            }
        }
        return Checked.passed(new AttestationsField(elements));
    }

    /// No character takes more than three bytes, which spares most texts from being encoded for that.
    private static boolean isLarger(String text, int bytes) {
        return text.length() > bytes
                || (text.length() > bytes / 3 && text.getBytes(StandardCharsets.UTF_8).length > bytes);
    }
}
