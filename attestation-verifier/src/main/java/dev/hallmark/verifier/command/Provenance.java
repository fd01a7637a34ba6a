package dev.hallmark.verifier.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.verifier.encoding.JsonObject;
import dev.hallmark.verifier.encoding.StrictJson;
import dev.hallmark.verifier.refusal.Malformed;
import java.util.ArrayList;
import java.util.List;

/// A provenance object of PEP 740, version 1, taken apart; nothing in it is verified.
///
/// It holds attestation bundles, each with a publisher that this index or another wrote down, and attestations. The
/// publishers are not read: only certificates say who signed.
///
/// @param attestations of all bundles, in order
record Provenance(List<Part> attestations) {

    private static final int MAX_ATTESTATIONS = 256;

    /// One attestation with its place.
    ///
    /// @param bundle counted from 1
    /// @param number in its bundle, counted from 1
    record Part(int bundle, int number, String json) {}

    Provenance {
        attestations = List.copyOf(attestations);
    }

    static Provenance parse(String json) throws Malformed {
        JsonObject object = JsonObject.of(StrictJson.read(json, "a provenance object"), "a provenance object");
        if (!object.isOne("version")) {
            throw new Malformed("a provenance object with version 1", "another version, or none");
        }
        List<Part> parts = new ArrayList<>();
        int bundle = 0;
        for (JsonNode node : object.array("attestation_bundles")) {
            bundle++;
            int number = 0;
            for (JsonNode attestation : JsonObject.of(node, "an attestation bundle").array("attestations")) {
                number++;
                parts.add(new Part(bundle, number, attestation.toString()));
            }
        }
        if (parts.size() > MAX_ATTESTATIONS) {
            throw new Malformed("at most " + MAX_ATTESTATIONS + " attestations in a provenance object", String.valueOf(parts.size()));
        }
        return new Provenance(parts);
    }
}
