package dev.hallmark.development.sigstore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.Sha256;
import dev.hallmark.development.web.Json;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// An entry of the log with everything that proves it.
///
/// @param kind of the entry, as its body says
/// @param version of the kind
/// @param logIndex the index over all shards; the index in the tree is in the proof
/// @param integratedTime empty in a log that tells no time
record LoggedEntry(
        String kind,
        String version,
        Bytes body,
        Sha256 logId,
        long logIndex,
        Optional<Instant> integratedTime,
        Optional<Bytes> signedEntryTimestamp,
        Optional<InclusionProof> proof) {

    /// @param checkpoint a signed note
    record InclusionProof(
            long index, long treeSize, Sha256 root, List<Sha256> hashes, Optional<String> checkpoint) {

        InclusionProof {
            hashes = List.copyOf(hashes);
        }
    }

    /// An entry that nothing proves yet.
    static LoggedEntry of(Bytes body, Sha256 logId, long logIndex) {
        ObjectNode content = Json.parseObject(body.toArray()).orThrow();
        return new LoggedEntry(
                content.path("kind").asText(),
                content.path("apiVersion").asText(),
                body,
                logId,
                logIndex,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// What a log of the first version signs to promise the entry: canonical JSON of the entry's four facts.
    byte[] promise() {
        return Json.canonical(facts());
    }

    private ObjectNode facts() {
        ObjectNode facts = Json.object().put("body", body.base64());
        integratedTime.ifPresent(time -> facts.put("integratedTime", time.getEpochSecond()));
        return facts.put("logID", logId.hex()).put("logIndex", logIndex);
    }

    /// The form of the REST API of Rekor v1, hashes in hexadecimal.
    ObjectNode restForm() {
        ObjectNode entry = facts();
        ObjectNode verification = entry.putObject("verification");
        proof.ifPresent(proven -> {
            ObjectNode tree = verification.putObject("inclusionProof");
            proven.checkpoint.ifPresent(note -> tree.put("checkpoint", note));
            ArrayNode hashes = tree.putArray("hashes");
            proven.hashes.forEach(hash -> hashes.add(hash.hex()));
            tree.put("logIndex", proven.index).put("rootHash", proven.root.hex()).put("treeSize", proven.treeSize);
        });
        signedEntryTimestamp.ifPresent(signed -> verification.put("signedEntryTimestamp", signed.base64()));
        return entry;
    }

    /// Reads [#restForm], as a signing client does.
    static LoggedEntry ofRestForm(JsonNode entry) {
        JsonNode tree = entry.path("verification").path("inclusionProof");
        return LoggedEntry.of(
                        Bytes.ofBase64(entry.path("body").asText()),
                        Sha256.parse(entry.path("logID").asText()).orThrow(),
                        entry.path("logIndex").asLong())
                .withIntegratedTime(Instant.ofEpochSecond(entry.path("integratedTime").asLong()))
                .withSignedEntryTimestamp(Optional.of(
                        Bytes.ofBase64(entry.path("verification").path("signedEntryTimestamp").asText())))
                .withProof(new InclusionProof(
                        tree.path("logIndex").asLong(),
                        tree.path("treeSize").asLong(),
                        Sha256.parse(tree.path("rootHash").asText()).orThrow(),
                        tree.path("hashes").valueStream().map(hash -> Sha256.parse(hash.asText()).orThrow()).toList(),
                        Optional.of(tree.path("checkpoint").asText())));
    }

    /// The form of Sigstore's protobuf messages in proto3 JSON, as attestations and bundles carry it: bytes in base64,
    /// 64-bit numbers as text, and zero left out.
    ObjectNode protobufForm() {
        ObjectNode entry = Json.object();
        putNumber(entry, "logIndex", logIndex);
        entry.putObject("logId").put("keyId", base64(logId));
        entry.putObject("kindVersion").put("kind", kind).put("version", version);
        integratedTime.ifPresent(time -> putNumber(entry, "integratedTime", time.getEpochSecond()));
        signedEntryTimestamp.ifPresent(signed ->
                entry.putObject("inclusionPromise").put("signedEntryTimestamp", signed.base64()));
        proof.ifPresent(proven -> {
            ObjectNode tree = entry.putObject("inclusionProof");
            putNumber(tree, "logIndex", proven.index);
            tree.put("rootHash", base64(proven.root));
            putNumber(tree, "treeSize", proven.treeSize);
            proven.hashes.forEach(hash -> tree.withArray("hashes").add(base64(hash)));
            proven.checkpoint.ifPresent(note -> tree.putObject("checkpoint").put("envelope", note));
        });
        return entry.put("canonicalizedBody", body.base64());
    }

    /// With the time, and the log's signature over it.
    LoggedEntry promised(Instant time, SigningKey logKey) {
        LoggedEntry timed = withIntegratedTime(time);
        return timed.withSignedEntryTimestamp(Optional.of(logKey.sign(timed.promise())));
    }

    LoggedEntry withKind(String other) {
        return new LoggedEntry(other, version, body, logId, logIndex, integratedTime, signedEntryTimestamp, proof);
    }

    LoggedEntry withLogIndex(long other) {
        return new LoggedEntry(kind, version, body, logId, other, integratedTime, signedEntryTimestamp, proof);
    }

    LoggedEntry withProof(InclusionProof other) {
        return new LoggedEntry(
                kind, version, body, logId, logIndex, integratedTime, signedEntryTimestamp, Optional.of(other));
    }

    LoggedEntry withoutProof() {
        return new LoggedEntry(
                kind, version, body, logId, logIndex, integratedTime, signedEntryTimestamp, Optional.empty());
    }

    LoggedEntry withSignedEntryTimestamp(Optional<Bytes> other) {
        return new LoggedEntry(kind, version, body, logId, logIndex, integratedTime, other, proof);
    }

    LoggedEntry withIntegratedTime(Instant other) {
        return new LoggedEntry(kind, version, body, logId, logIndex, Optional.of(other), signedEntryTimestamp, proof);
    }

    private static void putNumber(ObjectNode object, String member, long number) {
        if (number != 0) {
            object.put(member, Long.toString(number));
        }
    }

    private static String base64(Sha256 hash) {
        return Base64.getEncoder().encodeToString(hash.toBytes());
    }
}
