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
/// @param logIndex the index over all shards; the index in the tree is in the proof
record LoggedEntry(
        Bytes body,
        Sha256 logId,
        long logIndex,
        Instant integratedTime,
        Optional<Bytes> signedEntryTimestamp,
        Optional<InclusionProof> proof) {

    /// @param checkpoint a signed note
    record InclusionProof(
            long index, long treeSize, Sha256 root, List<Sha256> hashes, Optional<String> checkpoint) {

        InclusionProof {
            hashes = List.copyOf(hashes);
        }
    }

    /// What the log signs to promise the entry: canonical JSON of the entry's four facts.
    static byte[] promise(Bytes body, Instant integratedTime, Sha256 logId, long logIndex) {
        return Json.canonical(Json.object()
                .put("body", body.base64())
                .put("integratedTime", integratedTime.getEpochSecond())
                .put("logID", logId.hex())
                .put("logIndex", logIndex));
    }

    /// The form of Rekor's REST API, hashes in hexadecimal.
    ObjectNode restForm() {
        ObjectNode entry = Json.object()
                .put("body", body.base64())
                .put("integratedTime", integratedTime.getEpochSecond())
                .put("logID", logId.hex())
                .put("logIndex", logIndex);
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
        return new LoggedEntry(
                Bytes.ofBase64(entry.path("body").asText()),
                Sha256.parse(entry.path("logID").asText()).orThrow(),
                entry.path("logIndex").asLong(),
                Instant.ofEpochSecond(entry.path("integratedTime").asLong()),
                Optional.of(Bytes.ofBase64(entry.path("verification").path("signedEntryTimestamp").asText())),
                Optional.of(new InclusionProof(
                        tree.path("logIndex").asLong(),
                        tree.path("treeSize").asLong(),
                        Sha256.parse(tree.path("rootHash").asText()).orThrow(),
                        tree.path("hashes").valueStream().map(hash -> Sha256.parse(hash.asText()).orThrow()).toList(),
                        Optional.of(tree.path("checkpoint").asText()))));
    }

    /// The form of Sigstore's protobuf messages in proto3 JSON, as attestations carry it: bytes in base64, 64-bit
    /// numbers as text, and zero left out.
    ObjectNode protobufForm() {
        ObjectNode entry = Json.object();
        putNumber(entry, "logIndex", logIndex);
        entry.putObject("logId").put("keyId", base64(logId));
        entry.putObject("kindVersion").put("kind", "dsse").put("version", "0.0.1");
        putNumber(entry, "integratedTime", integratedTime.getEpochSecond());
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

    LoggedEntry withProof(InclusionProof other) {
        return new LoggedEntry(body, logId, logIndex, integratedTime, signedEntryTimestamp, Optional.of(other));
    }

    LoggedEntry withoutProof() {
        return new LoggedEntry(body, logId, logIndex, integratedTime, signedEntryTimestamp, Optional.empty());
    }

    LoggedEntry withSignedEntryTimestamp(Optional<Bytes> other) {
        return new LoggedEntry(body, logId, logIndex, integratedTime, other, proof);
    }

    LoggedEntry withIntegratedTime(Instant other) {
        return new LoggedEntry(body, logId, logIndex, other, signedEntryTimestamp, proof);
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
