package dev.hallmark.verifier.sigstore;

import dev.hallmark.verifier.encoding.JsonObject;
import dev.hallmark.verifier.encoding.Octets;
import dev.hallmark.verifier.encoding.StrictJson;
import dev.hallmark.verifier.refusal.Malformed;
import java.util.List;

/// What a log recorded about a DSSE envelope: the body of an entry of Rekor's kind `dsse`, version 0.0.1.
///
/// @param payloadSha256 in hexadecimal
/// @param signature in base64
/// @param verifier the signer's certificate as PEM in base64
record DsseRecord(String payloadSha256, String signature, String verifier) {

    static final String KIND = "dsse";
    static final String VERSION = "0.0.1";

    static DsseRecord parse(Octets body) throws Malformed {
        JsonObject entry = JsonObject.of(StrictJson.read(body, "a log entry's body"), "a log entry's body");
        if (!entry.text("kind").equals(KIND) || !entry.text("apiVersion").equals(VERSION)) {
            throw new Malformed("a log entry's body of kind dsse 0.0.1, as the entry says", "another kind");
        }
        JsonObject spec = entry.object("spec");
        JsonObject payloadHash = spec.object("payloadHash");
        if (!payloadHash.text("algorithm").equals("sha256")) {
            throw new Malformed("a payload's SHA-256 in a log entry's body", "another digest");
        }
        List<com.fasterxml.jackson.databind.JsonNode> signatures = spec.array("signatures");
        if (signatures.size() != 1) {
            throw new Malformed("one signature in a log entry's body", String.valueOf(signatures.size()));
        }
        JsonObject signature = JsonObject.of(signatures.getFirst(), "a signature in a log entry's body");
        return new DsseRecord(payloadHash.text("value"), signature.text("signature"), signature.text("verifier"));
    }
}
