package dev.hallmark.verifier.sigstore;

import dev.hallmark.contract.Sha256;
import dev.hallmark.verifier.encoding.Octets;
import java.security.MessageDigest;
import java.util.List;

/// A Merkle audit path (RFC 6962, 2.1.1): that an entry is one of the leaves below a root hash.
///
/// @param index of the entry in its tree, from 0
/// @param size of the tree
public record InclusionProof(long index, long size, Octets rootHash, List<Octets> hashes) {

    /// A tree of 2^64 entries has no longer path.
    static final int MAX_HASHES = 64;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    public InclusionProof {
        hashes = List.copyOf(hashes);
    }

    /// The algorithm of RFC 9162, 2.1.3.2, which also refuses a path of the wrong length.
    boolean proves(Octets entry) {
        if (index < 0 || index >= size) {
            return false;
        }
        MessageDigest digest = Sha256.newDigest();
        digest.update(LEAF);
        byte[] hash = digest.digest(entry.toArray());
        long node = index;
        long last = size - 1;
        for (Octets sibling : hashes) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = parent(digest, sibling.toArray(), hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = parent(digest, hash, sibling.toArray());
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Octets.of(hash).equals(rootHash);
    }

    private static byte[] parent(MessageDigest digest, byte[] left, byte[] right) {
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }
}
