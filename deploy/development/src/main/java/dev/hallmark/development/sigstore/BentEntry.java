package dev.hallmark.development.sigstore;

import dev.hallmark.contract.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Bends the evidence of a log entry as the knobs say.
final class BentEntry {

    private static final Sha256 OTHER_HASH = Sha256.of("another".getBytes(StandardCharsets.US_ASCII));

    private BentEntry() {}

    static LoggedEntry of(LoggedEntry honest, TransparencyLog log, Knobs knobs) {
        LoggedEntry entry = bendPromise(honest, knobs);
        if (knobs.has(Fault.NO_INCLUSION_PROOF)) {
            return entry.withoutProof();
        }
        return entry.proof()
                .map(proof -> bendCheckpoint(proof, log, knobs))
                .map(proof -> bendProof(proof, knobs))
                .map(entry::withProof)
                .orElse(entry);
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
            byte[] promise =
                    LoggedEntry.promise(entry.body(), entry.integratedTime(), entry.logId(), entry.logIndex());
            entry = entry.withSignedEntryTimestamp(
                    Optional.of(SigningKey.generate(SigningKey.Curve.P256).sign(promise)));
        }
        if (knobs.has(Fault.INTEGRATED_TIME_CHANGED)) {
            entry = entry.withIntegratedTime(entry.integratedTime().plusSeconds(1));
        }
        return entry;
    }

    private static LoggedEntry.InclusionProof bendCheckpoint(
            LoggedEntry.InclusionProof proof, TransparencyLog log, Knobs knobs) {
        Checkpoint honest = new Checkpoint(log.checkpoint().origin(), proof.treeSize(), proof.root());
        Checkpoint checkpoint = new Checkpoint(
                honest.origin(),
                knobs.has(Fault.CHECKPOINT_OF_OTHER_SIZE) ? honest.treeSize() + 1 : honest.treeSize(),
                knobs.has(Fault.CHECKPOINT_OF_OTHER_ROOT) ? OTHER_HASH : honest.root());
        String note = checkpoint.sign(
                TransparencyLog.NAME,
                knobs.has(Fault.CHECKPOINT_BY_OTHER_KEY) ? SigningKey.generate(SigningKey.Curve.P256) : log.key(),
                knobs.has(Fault.CHECKPOINT_SIGNATURE_CHANGED));
        return new LoggedEntry.InclusionProof(
                proof.index(),
                proof.treeSize(),
                proof.root(),
                proof.hashes(),
                knobs.has(Fault.NO_CHECKPOINT) ? Optional.empty() : Optional.of(note));
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
