package dev.hallmark.development.sigstore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.Sha256;
import dev.hallmark.development.web.Json;
import java.util.Base64;

/// The kinds of log entries, and what each keeps of a signature: the leaf of the log, in canonical JSON.
enum EntryKind {
    /// Rekor v1: envelope and payload by their digests.
    DSSE_V1("dsse", "0.0.1") {
        @Override
        void describe(Recorded signature, ObjectNode spec) {
            spec.set("envelopeHash", hexadecimal(signature.envelope()));
            spec.set("payloadHash", hexadecimal(signature.payload()));
            spec.putArray("signatures").addObject()
                    .put("signature", signature.signature().base64())
                    .put("verifier", signature.verifier().base64());
        }
    },
    /// Rekor v1: what was signed by its digest.
    HASHEDREKORD_V1("hashedrekord", "0.0.1") {
        @Override
        void describe(Recorded signature, ObjectNode spec) {
            spec.putObject("data").set("hash", hexadecimal(signature.signedData()));
            spec.putObject("signature")
                    .put("content", signature.signature().base64())
                    .putObject("publicKey").put("content", signature.verifier().base64());
        }
    },
    /// Rekor v1 before `dsse`, which signers gave up in 2023; signatures are in base64 twice.
    INTOTO("intoto", "0.0.2") {
        @Override
        void describe(Recorded signature, ObjectNode spec) {
            ObjectNode content = spec.putObject("content");
            content.putObject("envelope").put("payloadType", Envelope.IN_TOTO).putArray("signatures").addObject()
                    .put("publicKey", signature.verifier().base64())
                    .put("sig", Bytes.ofAscii(signature.signature().base64()).base64());
            content.set("hash", hexadecimal(signature.envelope()));
            content.set("payloadHash", hexadecimal(signature.payload()));
        }
    },
    /// Rekor v2: what was signed by its digest, which for an envelope is its pre-authentication encoding.
    HASHEDREKORD_V2("hashedrekord", "0.0.2") {
        @Override
        void describe(Recorded signature, ObjectNode spec) {
            ObjectNode record = spec.putObject("hashedRekordV002");
            record.set("data", base64(signature.signedData()));
            record.set("signature", signedBy(signature));
        }
    },
    /// Rekor v2: the payload by its digest.
    DSSE_V2("dsse", "0.0.2") {
        @Override
        void describe(Recorded signature, ObjectNode spec) {
            ObjectNode record = spec.putObject("dsseV002");
            record.set("payloadHash", base64(signature.payload()));
            record.putArray("signatures").add(signedBy(signature));
        }
    };

    private final String kind;
    private final String version;

    EntryKind(String kind, String version) {
        this.kind = kind;
        this.version = version;
    }

    String kind() {
        return kind;
    }

    String version() {
        return version;
    }

    /// Fills in the body's `spec`.
    abstract void describe(Recorded signature, ObjectNode spec);

    Bytes body(Recorded signature) {
        ObjectNode tree = Json.object().put("apiVersion", version).put("kind", kind);
        describe(signature, tree.putObject("spec"));
        return Bytes.of(Json.canonical(tree));
    }

    private static ObjectNode hexadecimal(Sha256 digest) {
        return Json.object().put("algorithm", "sha256").put("value", digest.hex());
    }

    private static ObjectNode base64(Sha256 digest) {
        return Json.object()
                .put("algorithm", "SHA2_256")
                .put("digest", Base64.getEncoder().encodeToString(digest.toBytes()));
    }

    private static ObjectNode signedBy(Recorded signature) {
        ObjectNode json = Json.object().put("content", signature.signature().base64());
        ObjectNode verifier = json.putObject("verifier").put("keyDetails", "PKIX_ECDSA_P256_SHA_256");
        verifier.putObject(signature.verifier().isCertificate() ? "x509Certificate" : "publicKey")
                .put("rawBytes", signature.verifier().content().base64());
        return json;
    }
}
