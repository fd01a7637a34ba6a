package dev.hallmark.development.sigstore;

import dev.hallmark.contract.Sha256;
import java.nio.charset.StandardCharsets;

/// What a signer tells a log about a signature. Of a message all three digests are the message's.
///
/// @param envelope digest of the envelope's JSON text
/// @param payload digest of the envelope's payload
/// @param signedData digest of what was signed
/// @param verifier the certificate or public key that verifies the signature
record Recorded(Sha256 envelope, Sha256 payload, Sha256 signedData, Bytes signature, Pem verifier) {

    static Recorded of(SignedContent content, Pem verifier) {
        return switch (content) {
            case Envelope envelope -> of(envelope, envelope.json(), verifier);
            case MessageSignature message -> ofMessage(message.message().sha256(), message.signature(), verifier);
        };
    }

    static Recorded ofMessage(Sha256 digest, Bytes signature, Pem verifier) {
        return new Recorded(digest, digest, digest, signature, verifier);
    }

    /// @param json the envelope exactly as it was submitted
    static Recorded of(Envelope envelope, String json, Pem verifier) {
        return new Recorded(
                Sha256.of(json.getBytes(StandardCharsets.UTF_8)),
                envelope.payloadDigest(),
                Sha256.of(envelope.signedData()),
                envelope.signature(),
                verifier);
    }

    /// The same signature over something else.
    Recorded withDigest(Sha256 other) {
        return new Recorded(envelope, other, other, signature, verifier);
    }

    Recorded withSignature(Bytes other) {
        return new Recorded(envelope, payload, signedData, other, verifier);
    }
}
