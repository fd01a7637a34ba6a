package dev.hallmark.verifier.sigstore;

import static dev.hallmark.contract.RejectionCode.LOG_ENTRY_MISMATCH;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.Sha256;
import dev.hallmark.verifier.encoding.JsonObject;
import dev.hallmark.verifier.encoding.Octets;
import dev.hallmark.verifier.encoding.StrictJson;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.refusal.Malformed;
import java.util.List;

/// What a log recorded about a signature: the body of an entry.
///
/// @param digest of what was signed, as [SignedContent#recordedAs] says
/// @param verifier the signer's certificate: PEM in Rekor v1, DER in Rekor v2
record LogRecord(EntryKind kind, Sha256 digest, Octets signature, Octets verifier) {

    private static final int MAX_SIGNATURE_BYTES = 1024;
    private static final int MAX_VERIFIER_BYTES = 32 * 1024;

    static LogRecord parse(EntryKind kind, Octets body) throws Malformed {
        JsonObject entry = JsonObject.of(StrictJson.read(body, "a log entry's body"), "a log entry's body");
        if (!entry.text("kind").equals(kind.kind()) || !entry.text("apiVersion").equals(kind.version())) {
            throw new Malformed("a log entry's body of kind " + kind + ", as the entry says", "another kind");
        }
        JsonObject spec = entry.object("spec");
        return switch (kind) {
            case DSSE_1 -> {
                JsonObject signature = only(spec.array("signatures"));
                yield new LogRecord(
                        kind, hexadecimal(spec.object("payloadHash")), signature(signature, "signature"), verifier(signature, "verifier"));
            }
            case HASHEDREKORD_1 -> {
                JsonObject signature = spec.object("signature");
                yield new LogRecord(
                        kind,
                        hexadecimal(spec.object("data").object("hash")),
                        signature(signature, "content"),
                        verifier(signature.object("publicKey"), "content"));
            }
            case DSSE_2 -> {
                JsonObject dsse = spec.object("dsseV002");
                yield second(kind, dsse.object("payloadHash"), only(dsse.array("signatures")));
            }
            case HASHEDREKORD_2 -> {
                JsonObject record = spec.object("hashedRekordV002");
                yield second(kind, record.object("data"), record.object("signature"));
            }
        };
    }

    /// Rekor v2's form, which both of its kinds share.
    private static LogRecord second(EntryKind kind, JsonObject hash, JsonObject signature) throws Malformed {
        return new LogRecord(
                kind,
                base64(hash),
                signature(signature, "content"),
                verifier(signature.object("verifier").object("x509Certificate"), "rawBytes"));
    }

    private static JsonObject only(List<JsonNode> signatures) throws Malformed {
        if (signatures.size() != 1) {
            throw new Malformed("one signature in a log entry's body", String.valueOf(signatures.size()));
        }
        return JsonObject.of(signatures.getFirst(), "a signature in a log entry's body");
    }

    private static Octets signature(JsonObject object, String name) throws Malformed {
        return object.base64(name, MAX_SIGNATURE_BYTES);
    }

    private static Octets verifier(JsonObject object, String name) throws Malformed {
        return object.base64(name, MAX_VERIFIER_BYTES);
    }

    private static Sha256 hexadecimal(JsonObject hash) throws Malformed {
        String value = hash.text("value");
        if (!hash.text("algorithm").equals("sha256")
                || !(Sha256.parse(value) instanceof Parsed.Valid<Sha256>(Sha256 digest))
                || !digest.hex().equals(value)) {
            throw new Malformed("a SHA-256 digest in a log entry's body, in lower case", "another digest");
        }
        return digest;
    }

    private static Sha256 base64(JsonObject hash) throws Malformed {
        Octets digest = hash.base64("digest", Sha256.LENGTH);
        if (!hash.text("algorithm").equals("SHA2_256") || digest.length() != Sha256.LENGTH) {
            throw new Malformed("a SHA-256 digest in a log entry's body", "another digest");
        }
        return Sha256.ofBytes(digest.toArray());
    }

    /// Whether the log's entry is about this content, signature and certificate. Without that, any entry would do.
    Checked<LogRecord> isAbout(SignedContent content, SigningCertificate certificate) {
        if (!digest.equals(content.recordedAs(kind))) {
            return Checked.refused(LOG_ENTRY_MISMATCH, "a log entry about what was signed", "one about something else");
        }
        if (!signature.equals(content.signature())) {
            return Checked.refused(LOG_ENTRY_MISMATCH, "a log entry with this signature", "one with another");
        }
        if (!verifier.equals(kind.tellsTime() ? certificate.pem() : certificate.encoded())) {
            return Checked.refused(LOG_ENTRY_MISMATCH, "a log entry with this certificate", "one with another");
        }
        return Checked.passed(this);
    }
}
