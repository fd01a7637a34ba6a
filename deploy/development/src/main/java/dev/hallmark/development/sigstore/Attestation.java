package dev.hallmark.development.sigstore;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.development.web.Json;
import java.util.Collection;

/// An attestation object of PEP 740, version 1.
public final class Attestation {

    private final ObjectNode tree;

    private Attestation(ObjectNode tree) {
        this.tree = tree;
    }

    static Attestation of(VerificationMaterial evidence, Envelope envelope) {
        ObjectNode tree = Json.object().put("version", 1);
        ObjectNode material =
                tree.putObject("verification_material").put("certificate", evidence.certificate().base64());
        ArrayNode logged = material.putArray("transparency_entries");
        evidence.entries().forEach(entry -> logged.add(entry.protobufForm()));
        if (!evidence.timestamps().isEmpty()) {
            ArrayNode timestamps = material.putArray("timestamps");
            evidence.timestamps().forEach(stamp -> timestamps.add(stamp.base64()));
        }
        tree.putObject("envelope")
                .put("statement", envelope.payload().base64())
                .put("signature", envelope.signature().base64());
        return new Attestation(tree);
    }

    /// A copy to bend further.
    public ObjectNode tree() {
        return tree.deepCopy();
    }

    public String json() {
        return Json.text(tree);
    }

    /// Several in one JSON array, which is the form field `attestations` of an upload.
    public static String arrayOf(Collection<Attestation> attestations) {
        ArrayNode array = Json.array();
        attestations.forEach(attestation -> array.add(attestation.tree));
        return Json.text(array);
    }
}
