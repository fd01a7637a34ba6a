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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// An entry of a transparency log as the uploader shows it; no part of it is verified.
///
/// The wire form is Rekor's `TransparencyLogEntry` in ProtoJSON. Its readers elsewhere accept a member
/// under two names, so other members than these are refused: nobody may see another entry in it than we do.
///
/// @param logIndex over all trees of the log; the proof has the index in its own tree
/// @param promise of the log, about the time; none in Rekor v2
public record TransparencyEntry(
        EntryKind kind,
        long logIndex,
        Octets logId,
        Optional<Promise> promise,
        InclusionProof proof,
        String checkpoint,
        Octets body,
        LogRecord record) {

    private static final int MAX_BODY_BYTES = 64 * 1024;
    private static final int MAX_SIGNATURE_BYTES = 1024;
    private static final long YEAR_10000 = 253_402_300_800L;

    /// When the log says to have taken the entry in, and the signature by which it says so (Rekor's signed entry timestamp).
    public record Promise(Instant time, Octets signature) {}

    /// PEP 740 and bundles have room for several entries; readers look at the first. One entry leaves nothing to look at
    /// differently.
    ///
    /// @param accepted kinds of entries
    public static Checked<TransparencyEntry> parseOnly(List<JsonNode> entries, Set<EntryKind> accepted) {
        if (entries.size() != 1) {
            return Checked.refused(LOG_ENTRY_COUNT, "exactly one transparency entry", String.valueOf(entries.size()));
        }
        try {
            return Checked.passed(parse(entries.getFirst(), accepted));
        } catch (Malformed malformed) {
            return Checked.refused(LOG_ENTRY_MALFORMED, malformed);
        }
    }

    private static TransparencyEntry parse(JsonNode node, Set<EntryKind> accepted) throws Malformed {
        JsonObject entry = JsonObject.of(node, "a transparency entry")
                .only(
                        "logIndex",
                        "logId",
                        "kindVersion",
                        "integratedTime",
                        "inclusionPromise",
                        "inclusionProof",
                        "canonicalizedBody");
        EntryKind kind = kind(entry.object("kindVersion").only("kind", "version"), accepted);
        JsonObject proof = entry.object("inclusionProof").only("logIndex", "rootHash", "treeSize", "hashes", "checkpoint");
        Octets body = entry.base64("canonicalizedBody", MAX_BODY_BYTES);
        TransparencyEntry parsed = new TransparencyEntry(
                kind,
                entry.number("logIndex"),
                digest(entry.object("logId").only("keyId").base64("keyId", Sha256.LENGTH), "a log's id"),
                kind.tellsTime() ? promise(entry) : noPromise(entry),
                proof(proof),
                proof.object("checkpoint").only("envelope").text("envelope"),
                body,
                LogRecord.parse(kind, body));
        if (!kind.tellsTime() && parsed.logIndex != parsed.proof.index()) {
            throw new Malformed("a transparency entry with the index of its proof", "another index, which nobody signed");
        }
        return parsed;
    }

    private static EntryKind kind(JsonObject kind, Set<EntryKind> accepted) throws Malformed {
        Optional<EntryKind> known = EntryKind.of(kind.text("kind"), kind.text("version"), accepted);
        if (known.isEmpty()) {
            throw new Malformed(
                    "a transparency entry of kind "
                            + accepted.stream().sorted().map(EntryKind::toString).collect(Collectors.joining(" or ")),
                    Quoted.of(kind.text("kind") + " " + kind.text("version")));
        }
        return known.get();
    }

    private static Optional<Promise> promise(JsonObject entry) throws Malformed {
        if (!entry.has("inclusionPromise")) {
            return Optional.empty();
        }
        Instant time = time(entry.number("integratedTime"));
        Octets signature = entry.object("inclusionPromise")
                .only("signedEntryTimestamp")
                .base64("signedEntryTimestamp", MAX_SIGNATURE_BYTES);
        return Optional.of(new Promise(time, signature));
    }

    private static Optional<Promise> noPromise(JsonObject entry) throws Malformed {
        if (entry.has("inclusionPromise") || entry.number("integratedTime") != 0) {
            throw new Malformed("an entry of Rekor v2 without a time and a promise of it", "one");
        }
        return Optional.empty();
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
    Octets promisedData(Promise promise) {
        return Octets.ofUtf8("{\"body\":\"" + body.base64() + "\",\"integratedTime\":" + promise.time().getEpochSecond()
                + ",\"logID\":\"" + log().hex() + "\",\"logIndex\":" + logIndex + "}");
    }

    Sha256 log() {
        return Sha256.ofBytes(logId.toArray());
    }

    /// What is recorded about the entry.
    public VerifiedAttestation.LogEntry facts() {
        return new VerifiedAttestation.LogEntry(log(), logIndex, kind.kind(), kind.version());
    }
}
