package dev.hallmark.development.sigstore;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.development.web.Json;

/// A Sigstore bundle: a signed message or statement with all that it takes to verify it offline.
public final class Bundle {

    /// The forms of the bundle, by their media types.
    public enum Version {
        /// The certificate comes in a chain; the log entry may lack its inclusion proof.
        V0_1("application/vnd.dev.sigstore.bundle+json;version=0.1"),
        /// The certificate comes in a chain.
        V0_2("application/vnd.dev.sigstore.bundle+json;version=0.2"),
        /// The certificate comes alone.
        V0_3("application/vnd.dev.sigstore.bundle.v0.3+json");

        private final String mediaType;

        Version(String mediaType) {
            this.mediaType = mediaType;
        }
    }

    private final ObjectNode tree;

    private Bundle(ObjectNode tree) {
        this.tree = tree;
    }

    static Bundle of(Version version, VerificationMaterial evidence, SignedContent content) {
        ObjectNode tree = Json.object().put("mediaType", version.mediaType);
        ObjectNode material = tree.putObject("verificationMaterial");
        putCertificate(version, evidence, material);
        ArrayNode entries = material.putArray("tlogEntries");
        evidence.entries().forEach(entry -> entries.add(entry.protobufForm()));
        if (!evidence.timestamps().isEmpty()) {
            ArrayNode timestamps = material.putObject("timestampVerificationData").putArray("rfc3161Timestamps");
            evidence.timestamps().forEach(stamp -> timestamps.addObject().put("signedTimestamp", stamp.base64()));
        }
        switch (content) {
            case Envelope envelope -> tree.set("dsseEnvelope", envelope.tree());
            case MessageSignature message -> tree.set("messageSignature", message.json());
        }
        return new Bundle(tree);
    }

    /// Signers leave the authority's certificates out of the chain: the trust root has them.
    private static void putCertificate(Version version, VerificationMaterial evidence, ObjectNode material) {
        switch (version) {
            case V0_1, V0_2 -> {
                ArrayNode chain = material.putObject("x509CertificateChain").putArray("certificates");
                chain.addObject().put("rawBytes", evidence.certificate().base64());
            }
            case V0_3 -> material.putObject("certificate").put("rawBytes", evidence.certificate().base64());
        }
    }

    /// A copy to bend further.
    public ObjectNode tree() {
        return tree.deepCopy();
    }

    public String json() {
        return Json.text(tree);
    }
}
