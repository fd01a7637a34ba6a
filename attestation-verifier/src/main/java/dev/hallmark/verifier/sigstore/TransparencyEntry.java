package dev.hallmark.verifier.sigstore;

import static dev.hallmark.contract.RejectionCode.LOG_ENTRY_COUNT;
import static dev.hallmark.contract.RejectionCode.LOG_ENTRY_MALFORMED;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.event.VerifiedAttestation;
import dev.hallmark.verifier.encoding.JsonObject;
import dev.hallmark.verifier.encoding.Octets;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.refusal.Malformed;
import dev.hallmark.verifier.refusal.Quoted;
import java.time.Instant;
import java.util.List;

/// An entry of a transparency log as the uploader shows it; no part of it is verified.
///
/// The wire form is Rekor's `TransparencyLogEntry` in ProtoJSON. Its readers elsewhere accept a member
/// under two names, so other members than these are refused: nobody may see another entry in it than we do.
///
/// @param logIndex over all trees of the log; the proof has the index in its own tree
/// @param claimedTime when the log says to have recorded the entry; proven by the signed entry timestamp only
public record TransparencyEntry(
        long logIndex,
        Octets logId,
        Instant claimedTime,
        Octets signedEntryTimestamp,
        InclusionProof proof,
        String checkpoint,
        Octets body,
        DsseRecord record) {

    private static final int MAX_BODY_BYTES = 64 * 1024;
    private static final int MAX_SIGNATURE_BYTES = 1024;
    private static final long YEAR_10000 = 253_402_300_800L;

    /// PEP 740 has room for several entries; readers look at the first. One entry leaves nothing to look at differently.
    public static Checked<TransparencyEntry> parseOnly(List<JsonNode> entries) {
        if (entries.size() != 1) {
            return Checked.refused(LOG_ENTRY_COUNT, "exactly one transparency entry", String.valueOf(entries.size()));
        }
        try {
            return Checked.passed(parse(entries.getFirst()));
        } catch (Malformed malformed) {
            return Checked.refused(LOG_ENTRY_MALFORMED, malformed);
        }
    }

    private static TransparencyEntry parse(JsonNode node) throws Malformed {
        JsonObject entry = JsonObject.of(node, "a transparency entry")
                .only(
                        "logIndex",
                        "logId",
                        "kindVersion",
                        "integratedTime",
                        "inclusionPromise",
                        "inclusionProof",
                        "canonicalizedBody");
        JsonObject kind = entry.object("kindVersion").only("kind", "version");
        if (!kind.text("kind").equals(DsseRecord.KIND) || !kind.text("version").equals(DsseRecord.VERSION)) {
            throw new Malformed(
                    "a transparency entry of kind dsse 0.0.1", Quoted.of(kind.text("kind") + " " + kind.text("version")));
        }
        JsonObject proof = entry.object("inclusionProof").only("logIndex", "rootHash", "treeSize", "hashes", "checkpoint");
        Octets body = entry.base64("canonicalizedBody", MAX_BODY_BYTES);
        return new TransparencyEntry(
                entry.number("logIndex"),
                digest(entry.object("logId").only("keyId").base64("keyId", Sha256.LENGTH), "a log's id"),
                time(entry.number("integratedTime")),
                entry.object("inclusionPromise").only("signedEntryTimestamp").base64("signedEntryTimestamp", MAX_SIGNATURE_BYTES),
                proof(proof),
                proof.object("checkpoint").only("envelope").text("envelope"),
                body,
                DsseRecord.parse(body));
    }

    private static InclusionProof proof(JsonObject proof) throws Malformed {
        List<Octets> hashes = proof.has("hashes")
                ? proof.base64Array("hashes", InclusionProof.MAX_HASHES, Sha256.LENGTH)
                : List.of();
        for (Octets hash : hashes) {
            digest(hash, "a hash in an inclusion proof");
        }
        return new InclusionProof(
                proof.number("logIndex"),
                proof.number("treeSize"),
                digest(proof.base64("rootHash", Sha256.LENGTH), "a root hash"),
                hashes);
    }

    private static Octets digest(Octets octets, String what) throws Malformed {
        if (octets.length() != Sha256.LENGTH) {
            throw new Malformed(what + " of 32 bytes", octets.length() + " bytes");
        }
        return octets;
    }

    private static Instant time(long seconds) throws Malformed {
        if (seconds == 0 || seconds >= YEAR_10000) {
            throw new Malformed("a time in a transparency entry", seconds == 0 ? "none" : "one after the year 9999");
        }
        return Instant.ofEpochSecond(seconds);
    }

    /// What Rekor signs as its promise: these four members in canonical JSON (RFC 8785).
    Octets promisedData() {
        return Octets.ofUtf8("{\"body\":\"" + body.base64() + "\",\"integratedTime\":" + claimedTime.getEpochSecond()
                + ",\"logID\":\"" + log().hex() + "\",\"logIndex\":" + logIndex + "}");
    }

    Sha256 log() {
        return Sha256.ofBytes(logId.toArray());
    }

    /// What is recorded about the entry.
    public VerifiedAttestation.LogEntry facts() {
        return new VerifiedAttestation.LogEntry(log(), logIndex, DsseRecord.KIND, DsseRecord.VERSION);
    }
}
