package dev.hallmark.development.sigstore;

import dev.hallmark.contract.Sha256;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/// The Merkle tree of RFC 6962, grown at its right edge. Not safe for use by several threads.
///
/// Level `n` holds the hashes of all complete subtrees of `2^n` leaves.
final class MerkleTree {

    private final List<List<Sha256>> levels = new ArrayList<>();

    static Sha256 leafHash(byte[] content) {
        MessageDigest digest = Sha256.newDigest();
        digest.update((byte) 0);
        digest.update(content);
        return Sha256.ofBytes(digest.digest());
    }

    private static Sha256 nodeHash(Sha256 left, Sha256 right) {
        MessageDigest digest = Sha256.newDigest();
        digest.update((byte) 1);
        digest.update(left.toBytes());
        digest.update(right.toBytes());
        return Sha256.ofBytes(digest.digest());
    }

    void append(Sha256 leaf) {
        add(0, leaf);
    }

    private void add(int level, Sha256 hash) {
        if (level == levels.size()) {
            levels.add(new ArrayList<>());
        }
        List<Sha256> row = levels.get(level);
        row.add(hash);
        if (row.size() % 2 == 0) {
            add(level + 1, nodeHash(row.get(row.size() - 2), hash));
        }
    }

    int size() {
        return levels.isEmpty() ? 0 : levels.getFirst().size();
    }

    /// The root of a tree that is not empty.
    Sha256 root() {
        return hash(0, size());
    }

    /// The audit path of one leaf, from the leaf upwards.
    List<Sha256> proof(int index) {
        List<Sha256> path = new ArrayList<>();
        walk(index, 0, size(), path);
        return List.copyOf(path);
    }

    private void walk(int index, int start, int count, List<Sha256> path) {
        if (count == 1) {
            return;
        }
        int left = largestPowerOfTwoBelow(count);
        if (index < start + left) {
            walk(index, start, left, path);
            path.add(hash(start + left, count - left));
            return;
        }
        walk(index, start + left, count - left, path);
        path.add(hash(start, left));
    }

    /// The hash over `count` leaves from `start`, which every split leaves at a multiple of its left part.
    private Sha256 hash(int start, int count) {
        if (Integer.bitCount(count) == 1) {
            int level = Integer.numberOfTrailingZeros(count);
            return levels.get(level).get(start >> level);
        }
        int left = largestPowerOfTwoBelow(count);
        return nodeHash(hash(start, left), hash(start + left, count - left));
    }

    private static int largestPowerOfTwoBelow(int count) {
        return Integer.highestOneBit(count - 1);
    }
}
