package dev.hallmark.development.sigstore;

import dev.hallmark.contract.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// The signed statement of the log about its size and root hash, as a signed note: the text, an empty line, and one
/// line per signature that starts with an em dash.
///
/// @param origin the log's name, and in Rekor v1 its tree, such as `127.0.0.1 - 42`
record Checkpoint(String origin, long treeSize, Sha256 root) {

    /// The note with one signature a signer.
    String signedBy(Signer... signers) {
        String text = origin + "\n" + treeSize + "\n" + Base64.getEncoder().encodeToString(root.toBytes()) + "\n";
        StringBuilder note = new StringBuilder(text).append('\n');
        for (Signer signer : signers) {
            note.append(signer.line(text));
        }
        return note.toString();
    }

    /// Who signs notes: a log, or a witness.
    ///
    /// @param id of which the first four bytes are the hint to the key
    record Signer(String name, SigningKey key, Sha256 id) {

        private static final int ED25519 = 1;

        /// Rekor v1 gives the digest of the encoded key as the id.
        static Signer rekorV1(String name, SigningKey key) {
            return new Signer(name, key, key.id());
        }

        /// Signed notes as their specification has them: the digest over name, algorithm and key.
        static Signer ofNotes(String name, SigningKey key) {
            Bytes named = Bytes.of((name + "\n").getBytes(StandardCharsets.UTF_8));
            return new Signer(name, key, Sha256.of(
                    named.followedBy((byte) ED25519).followedBy(key.bareEd25519Key()).toArray()));
        }

        private String line(String text) {
            Bytes signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
            Bytes keyHint = Bytes.of(Arrays.copyOf(id.toBytes(), 4));
            return "\u2014 " + name + " " + keyHint.followedBy(signature.toArray()).base64() + "\n";
        }
    }
}
