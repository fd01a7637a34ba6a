package dev.hallmark.development.sigstore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.development.web.Json;

/// A signature over the bytes of a file.
record MessageSignature(Bytes message, Bytes signature) implements SignedContent {

    static MessageSignature sign(Bytes message, SigningKey key) {
        return new MessageSignature(message, key.sign(message.toArray()));
    }

    @Override
    public byte[] signedData() {
        return message.toArray();
    }

    ObjectNode json() {
        ObjectNode json = Json.object();
        json.putObject("messageDigest")
                .put("algorithm", "SHA2_256")
                .put("digest", Bytes.of(message.sha256().toBytes()).base64());
        return json.put("signature", signature.base64());
    }
}
