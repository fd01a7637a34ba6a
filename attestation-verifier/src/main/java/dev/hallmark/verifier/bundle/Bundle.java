package dev.hallmark.verifier.bundle;

import static dev.hallmark.contract.RejectionCode.ATTESTATIONS_MALFORMED;
import static dev.hallmark.contract.RejectionCode.ATTESTATION_TOO_LARGE;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.verifier.encoding.JsonObject;
import dev.hallmark.verifier.encoding.Octets;
import dev.hallmark.verifier.encoding.StrictJson;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.refusal.Malformed;
import dev.hallmark.verifier.refusal.Quoted;
import dev.hallmark.verifier.sigstore.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A Sigstore bundle, taken apart; nothing in it is verified.
///
/// @param certificate of the signer, said to be DER
/// @param transparencyEntries of a log, as the JSON of Rekor's `TransparencyLogEntry`
/// @param timestamps over the signature, said to be RFC 3161
record Bundle(Octets certificate, List<JsonNode> transparencyEntries, List<Octets> timestamps, Content content) {

    private static final int MAX_BYTES = 1024 * 1024;
    private static final int MAX_CERTIFICATE_BYTES = 16 * 1024;
    private static final int MAX_CERTIFICATES = 10;
    private static final int MAX_TIMESTAMPS = 32;
    private static final int MAX_TIMESTAMP_BYTES = 16 * 1024;
    private static final int MAX_SIGNATURE_BYTES = 1024;
    private static final int MAX_PAYLOAD_BYTES = 512 * 1024;

    /// What is signed.
    sealed interface Content {

        /// A statement, in a DSSE envelope.
        record Statement(Envelope envelope) implements Content {}

        /// A file.
        ///
        /// @param digest of the file as the bundle claims it
        record Message(Optional<Octets> digest, Octets signature) implements Content {}
    }

    /// How a version of the bundle carries the certificate.
    private enum Carrier {
        CHAIN,
        ALONE
    }

    Bundle {
        transparencyEntries = List.copyOf(transparencyEntries);
        timestamps = List.copyOf(timestamps);
    }

    static Checked<Bundle> parse(Octets json) {
        if (json.length() > MAX_BYTES) {
            return Checked.refused(ATTESTATION_TOO_LARGE, "a bundle of at most " + MAX_BYTES + " bytes", json.length() + " bytes");
        }
        try {
            JsonObject bundle = JsonObject.of(StrictJson.read(json, "a bundle"), "a bundle")
                    .only("mediaType", "verificationMaterial", "dsseEnvelope", "messageSignature");
            JsonObject material = bundle.object("verificationMaterial")
                    .only("certificate", "x509CertificateChain", "tlogEntries", "timestampVerificationData");
            return Checked.passed(new Bundle(
                    certificate(material, carrier(bundle.text("mediaType"))),
                    material.array("tlogEntries"),
                    timestamps(material),
                    content(bundle)));
        } catch (Malformed malformed) {
            return Checked.refused(ATTESTATIONS_MALFORMED, malformed);
        }
    }

    private static Carrier carrier(String mediaType) throws Malformed {
        return switch (mediaType) {
            case "application/vnd.dev.sigstore.bundle+json;version=0.1",
                    "application/vnd.dev.sigstore.bundle+json;version=0.2" ->
                Carrier.CHAIN;
            case "application/vnd.dev.sigstore.bundle+json;version=0.3",
                    "application/vnd.dev.sigstore.bundle.v0.3+json" ->
                Carrier.ALONE;
            default -> throw new Malformed("a bundle of version 0.1, 0.2 or 0.3", "media type " + Quoted.of(mediaType));
        };
    }

    /// Further certificates of a chain are those of authorities, and the trust root has its own.
    private static Octets certificate(JsonObject material, Carrier carrier) throws Malformed {
        return switch (carrier) {
            case ALONE -> raw(material.object("certificate"));
            case CHAIN -> {
                List<JsonNode> chain = material.object("x509CertificateChain").only("certificates").array("certificates");
                if (chain.isEmpty() || chain.size() > MAX_CERTIFICATES) {
                    throw new Malformed("one to " + MAX_CERTIFICATES + " certificates", String.valueOf(chain.size()));
                }
                yield raw(JsonObject.of(chain.getFirst(), "a certificate"));
            }
        };
    }

    private static Octets raw(JsonObject certificate) throws Malformed {
        return certificate.only("rawBytes").base64("rawBytes", MAX_CERTIFICATE_BYTES);
    }

    private static List<Octets> timestamps(JsonObject material) throws Malformed {
        List<Octets> timestamps = new ArrayList<>();
        if (!material.isNullOrAbsent("timestampVerificationData")) {
            JsonObject data = material.object("timestampVerificationData").only("rfc3161Timestamps");
            List<JsonNode> elements = data.has("rfc3161Timestamps") ? data.array("rfc3161Timestamps") : List.of();
            if (elements.size() > MAX_TIMESTAMPS) {
                throw new Malformed("at most " + MAX_TIMESTAMPS + " timestamps", String.valueOf(elements.size()));
            }
            for (JsonNode element : elements) {
                timestamps.add(JsonObject.of(element, "a timestamp")
                        .only("signedTimestamp")
                        .base64("signedTimestamp", MAX_TIMESTAMP_BYTES));
            }
        }
        return timestamps;
    }

    private static Content content(JsonObject bundle) throws Malformed {
        boolean statement = !bundle.isNullOrAbsent("dsseEnvelope");
        if (statement == !bundle.isNullOrAbsent("messageSignature")) {
            throw new Malformed("a bundle with either an envelope or a message's signature", statement ? "both" : "neither");
        }
        return statement ? statement(bundle.object("dsseEnvelope")) : message(bundle.object("messageSignature"));
    }

    private static Content statement(JsonObject envelope) throws Malformed {
        envelope.only("payload", "payloadType", "signatures");
        if (!envelope.text("payloadType").equals(Envelope.PAYLOAD_TYPE)) {
            throw new Malformed("an envelope of type " + Envelope.PAYLOAD_TYPE, Quoted.of(envelope.text("payloadType")));
        }
        List<JsonNode> signatures = envelope.array("signatures");
        if (signatures.size() != 1) {
            throw new Malformed("an envelope with one signature", String.valueOf(signatures.size()));
        }
        // A key id is a hint that nothing here needs.
        JsonObject signature = JsonObject.of(signatures.getFirst(), "an envelope's signature").only("sig", "keyid");
        return new Content.Statement(new Envelope(
                envelope.base64("payload", MAX_PAYLOAD_BYTES), signature.base64("sig", MAX_SIGNATURE_BYTES)));
    }

    private static Content message(JsonObject message) throws Malformed {
        message.only("messageDigest", "signature");
        Optional<Octets> digest = Optional.empty();
        if (!message.isNullOrAbsent("messageDigest")) {
            JsonObject claimed = message.object("messageDigest").only("algorithm", "digest");
            if (!claimed.text("algorithm").equals("SHA2_256")) {
                throw new Malformed("a message's SHA-256 digest", Quoted.of(claimed.text("algorithm")));
            }
            digest = Optional.of(claimed.base64("digest", 32));
        }
        return new Content.Message(digest, message.base64("signature", MAX_SIGNATURE_BYTES));
    }
}
