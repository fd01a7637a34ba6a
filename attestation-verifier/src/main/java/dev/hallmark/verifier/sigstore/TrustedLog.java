package dev.hallmark.verifier.sigstore;

import static dev.hallmark.contract.RejectionCode.CHECKPOINT_INVALID;
import static dev.hallmark.contract.RejectionCode.SIGNED_TIMESTAMP_INVALID;

import dev.hallmark.verifier.encoding.Octets;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.refusal.Malformed;
import dev.hallmark.verifier.sigstore.Cryptography.Algorithm;

/// A log that a trust root holds: a transparency log or a Certificate Transparency log.
///
/// @param id as signatures name the log: SHA-256 of its public key, in Rekor v2 with its name (C2SP signed note)
/// @param validity when signatures of this key count
record TrustedLog(Octets id, VerifyingKey key, Algorithm algorithm, Validity validity) {

    /// The entry, when the log signed its time if it tells one: nobody else could choose that.
    Checked<TransparencyEntry> keepsPromise(TransparencyEntry entry) {
        if (entry.promise().isPresent()) {
            TransparencyEntry.Promise promise = entry.promise().get();
            if (!signed(entry.promisedData(promise), promise.signature())) {
                return Checked.refused(
                        SIGNED_TIMESTAMP_INVALID,
                        "the log's signature over entry, index and time",
                        "a signature that doesn't fit");
            }
        }
        return Checked.passed(entry);
    }

    /// The log's signed statement of the tree that the entry's proof leads to.
    Checked<Checkpoint> signedCheckpoint(TransparencyEntry entry) {
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.parse(entry.checkpoint());
        } catch (Malformed malformed) {
            return Checked.refused(CHECKPOINT_INVALID, malformed);
        }
        if (!checkpoint.isSignedBy(this)) {
            return Checked.refused(
                    CHECKPOINT_INVALID, "one signature of the log over its checkpoint", "none that fits its origin and key");
        }
        return Checked.passed(checkpoint);
    }

    boolean signed(Octets message, Octets signature) {
        return key.signed(message, signature, algorithm);
    }
}
