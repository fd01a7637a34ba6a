package dev.hallmark.development.sigstore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.Sha256;
import dev.hallmark.development.web.Json;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;

/// A DSSE envelope with one signature: the payload's exact bytes, and a signature over their
/// pre-authentication encoding.
record Envelope(String payloadType, Bytes payload, Bytes signature) implements SignedContent {

    static final String IN_TOTO = "application/vnd.in-toto+json";

    static Envelope sign(Statement statement, SigningKey key) {
        Bytes payload = Bytes.of(statement.toBytes());
        return new Envelope(IN_TOTO, payload, key.sign(preAuthenticationEncoding(IN_TOTO, payload)));
    }

    static Parsed<Envelope> parse(String json) {
        return switch (Json.parseObject(json.getBytes(StandardCharsets.UTF_8))) {
            case Parsed.Valid<ObjectNode>(ObjectNode tree) -> of(tree);
            case Parsed.Invalid<ObjectNode>(String why) -> Parsed.invalid("envelope: " + why);
        };
    }

    static Parsed<Envelope> of(JsonNode tree) {
        JsonNode signatures = tree.path("signatures");
        if (signatures.size() != 1) {
            return Parsed.invalid("expected an envelope with one signature, found " + signatures.size());
        }
        try {
            return Parsed.valid(new Envelope(
                    tree.path("payloadType").asText(),
                    Bytes.ofBase64(tree.path("payload").asText()),
                    Bytes.ofBase64(signatures.path(0).path("sig").asText())));
        } catch (IllegalArgumentException _) {
            return Parsed.invalid("expected payload and signature of the envelope in base64");
        }
    }

    String json() {
        return Json.text(tree());
    }

    ObjectNode tree() {
        ObjectNode tree = Json.object()
                .put("payload", payload.base64())
                .put("payloadType", payloadType);
        tree.putArray("signatures").addObject().put("sig", signature.base64()).put("keyid", "");
        return tree;
    }

    boolean isSignedBy(PublicKey key) {
        return SigningKey.verifies(key, signedData(), signature);
    }

    @Override
    public byte[] signedData() {
        return preAuthenticationEncoding(payloadType, payload);
    }

    Sha256 payloadDigest() {
        return Sha256.of(payload.toArray());
    }

    /// Lengths are counted in bytes.
    private static byte[] preAuthenticationEncoding(String payloadType, Bytes payload) {
        byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
        byte[] content = payload.toArray();
        String head = "DSSEv1 " + type.length + " " + payloadType + " " + content.length + " ";
        return Bytes.of(head.getBytes(StandardCharsets.UTF_8)).followedBy(content).toArray();
    }
}
