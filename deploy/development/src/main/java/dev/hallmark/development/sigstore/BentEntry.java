package dev.hallmark.development.sigstore;

import dev.hallmark.contract.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Bends the evidence of a log entry as the knobs say.
final class BentEntry {

    private static final Sha256 OTHER_HASH = Sha256.of("another".getBytes(StandardCharsets.US_ASCII));

    private BentEntry() {}

    /// @param now a time for an entry of a log that tells none
    static LoggedEntry of(LoggedEntry honest, TransparencyLog log, Instant now, Knobs knobs) {
        LoggedEntry entry = bendFacts(bendPromise(honest, knobs), now, knobs);
        if (knobs.has(Fault.NO_INCLUSION_PROOF)) {
            return entry.withoutProof();
        }
        return entry.proof()
                .map(proof -> bendCheckpoint(proof, log, knobs))
                .map(proof -> bendProof(proof, knobs))
                .map(entry::withProof)
                .orElse(entry);
    }

    private static LoggedEntry bendFacts(LoggedEntry honest, Instant now, Knobs knobs) {
        LoggedEntry entry = honest;
        if (knobs.has(Fault.ENTRY_OF_OTHER_KIND)) {
            entry = entry.withKind(entry.kind().equals("dsse") ? "hashedrekord" : "dsse");
        }
        if (knobs.has(Fault.LOG_INDEX_CHANGED)) {
            entry = entry.withLogIndex(entry.logIndex() + 1);
        }
        if (knobs.has(Fault.INTEGRATED_TIME_UNSIGNED)) {
            entry = entry.withIntegratedTime(now);
        }
        return entry;
    }

    private static LoggedEntry bendPromise(LoggedEntry honest, Knobs knobs) {
        LoggedEntry entry = honest;
        if (knobs.has(Fault.NO_SIGNED_ENTRY_TIMESTAMP)) {
            entry = entry.withSignedEntryTimestamp(Optional.empty());
        }
        if (knobs.has(Fault.SIGNED_ENTRY_TIMESTAMP_CHANGED)) {
            entry = entry.withSignedEntryTimestamp(entry.signedEntryTimestamp().map(Bytes::withLastByteChanged));
        }
        if (knobs.has(Fault.SIGNED_ENTRY_TIMESTAMP_BY_OTHER_KEY)) {
            SigningKey other = SigningKey.generate(SigningKey.Curve.P256);
            entry = entry.withSignedEntryTimestamp(Optional.of(other.sign(entry.promise())));
        }
        if (knobs.has(Fault.INTEGRATED_TIME_CHANGED)) {
            entry = entry.integratedTime().map(time -> time.plusSeconds(1)).map(entry::withIntegratedTime).orElse(entry);
        }
        return entry;
    }

    private static LoggedEntry.InclusionProof bendCheckpoint(
            LoggedEntry.InclusionProof proof, TransparencyLog log, Knobs knobs) {
        Checkpoint checkpoint = new Checkpoint(
                knobs.has(Fault.CHECKPOINT_OF_OTHER_ORIGIN) ? "log.example - 1" : log.checkpoint().origin(),
                knobs.has(Fault.CHECKPOINT_OF_OTHER_SIZE) ? proof.treeSize() + 1 : proof.treeSize(),
                knobs.has(Fault.CHECKPOINT_OF_OTHER_ROOT) ? OTHER_HASH : proof.root());
        String note = sign(checkpoint, log, knobs);
        return new LoggedEntry.InclusionProof(
                proof.index(),
                proof.treeSize(),
                proof.root(),
                proof.hashes(),
                knobs.has(Fault.NO_CHECKPOINT) ? Optional.empty() : Optional.of(note));
    }

    private static String sign(Checkpoint checkpoint, TransparencyLog log, Knobs knobs) {
        Checkpoint.Signer signer = bendSigner(log, knobs);
        Checkpoint.Signer witness =
                Checkpoint.Signer.ofNotes("witness.example", SigningKey.generate(SigningKey.Curve.ED25519));
        if (knobs.has(Fault.CHECKPOINT_BY_WITNESS_ONLY)) {
            return checkpoint.signedBy(witness);
        }
        String note = knobs.has(Oddity.CHECKPOINT_WITH_WITNESS)
                ? checkpoint.signedBy(witness, signer)
                : checkpoint.signedBy(signer);
        return knobs.has(Fault.CHECKPOINT_SIGNATURE_CHANGED) ? withOtherSignature(note) : note;
    }

    private static Checkpoint.Signer bendSigner(TransparencyLog log, Knobs knobs) {
        if (knobs.has(Fault.CHECKPOINT_BY_OTHER_KEY)) {
            return log.impostor(Instant.EPOCH).signer();
        }
        return knobs.has(Fault.CHECKPOINT_KEY_HINT_CHANGED)
                ? new Checkpoint.Signer(TransparencyLog.NAME, log.key(), OTHER_HASH)
                : log.signer();
    }

    private static String withOtherSignature(String note) {
        int start = note.lastIndexOf(' ') + 1;
        return note.substring(0, start)
                + Bytes.ofBase64(note.substring(start).strip()).withLastByteChanged().base64() + "\n";
    }

    private static LoggedEntry.InclusionProof bendProof(LoggedEntry.InclusionProof proof, Knobs knobs) {
        return new LoggedEntry.InclusionProof(
                knobs.has(Fault.PROOF_INDEX_CHANGED) ? proof.index() - 1 : proof.index(),
                knobs.has(Fault.PROOF_TREE_SIZE_CHANGED) ? proof.treeSize() + 1 : proof.treeSize(),
                knobs.has(Fault.PROOF_ROOT_HASH_CHANGED) ? OTHER_HASH : proof.root(),
                bendHashes(proof.hashes(), knobs),
                proof.checkpoint());
    }

    /// A tree that grew past its first leaf has at least one hash in every proof.
    private static List<Sha256> bendHashes(List<Sha256> honest, Knobs knobs) {
        List<Sha256> hashes = new ArrayList<>(honest);
        if (knobs.has(Fault.PROOF_HASH_CHANGED)) {
            hashes.set(0, OTHER_HASH);
        }
        if (knobs.has(Fault.PROOF_TOO_SHORT)) {
            hashes.removeLast();
        }
        if (knobs.has(Fault.PROOF_TOO_LONG)) {
            hashes.add(OTHER_HASH);
        }
        return hashes;
    }
}
