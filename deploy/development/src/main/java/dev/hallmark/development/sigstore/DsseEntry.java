package dev.hallmark.development.sigstore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.Sha256;
import dev.hallmark.development.web.Json;
import java.nio.charset.StandardCharsets;

/// What the log keeps of a DSSE envelope: kind `dsse`, version 0.0.1.
///
/// @param verifier the certificate or public key that verifies the signature
record DsseEntry(Sha256 envelope, Sha256 payload, Bytes signature, Pem verifier) {

    static final String KIND = "dsse";
    static final String VERSION = "0.0.1";

    /// @param json the envelope exactly as it was submitted
    static DsseEntry of(Envelope envelope, String json, Pem verifier) {
        return new DsseEntry(
                Sha256.of(json.getBytes(StandardCharsets.UTF_8)),
                envelope.payloadDigest(),
                envelope.signature(),
                verifier);
    }

    DsseEntry withPayload(Sha256 other) {
        return new DsseEntry(envelope, other, signature, verifier);
    }

    DsseEntry withSignature(Bytes other) {
        return new DsseEntry(envelope, payload, other, verifier);
    }

    /// The leaf of the log: canonical JSON.
    Bytes body() {
        ObjectNode tree = Json.object().put("apiVersion", VERSION).put("kind", KIND);
        ObjectNode spec = tree.putObject("spec");
        spec.putObject("envelopeHash").put("algorithm", "sha256").put("value", envelope.hex());
        spec.putObject("payloadHash").put("algorithm", "sha256").put("value", payload.hex());
        spec.putArray("signatures").addObject()
                .put("signature", signature.base64())
                .put("verifier", verifier.base64());
        return Bytes.of(Json.canonical(tree));
    }
}
