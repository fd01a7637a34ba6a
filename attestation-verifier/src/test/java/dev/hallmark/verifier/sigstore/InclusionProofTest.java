package dev.hallmark.verifier.sigstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.verifier.encoding.Octets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Against the recursive definitions of RFC 6962, 2.1, written down once more.
class InclusionProofTest {

    private static final int LARGEST = 40;

    @Test
    void provesEveryEntryOfEveryTree() {
        for (int size = 1; size <= LARGEST; size++) {
            List<Octets> leaves = leaves(size);
            for (int index = 0; index < size; index++) {
                assertThat(new InclusionProof(index, size, root(leaves), path(index, leaves)).proves(entry(index)))
                        .as("%d of %d", index, size)
                        .isTrue();
            }
        }
    }

    @Test
    void provesNothingUnderAnotherIndexOrEntry() {
        for (int size = 2; size <= LARGEST; size++) {
            List<Octets> leaves = leaves(size);
            for (int index = 0; index < size; index++) {
                InclusionProof proof = new InclusionProof((index + 1) % size, size, root(leaves), path(index, leaves));

                assertThat(proof.proves(entry(index))).as("%d of %d", index, size).isFalse();
                assertThat(new InclusionProof(index, size, root(leaves), path(index, leaves)).proves(entry(size))).isFalse();
            }
        }
    }

    @Test
    void provesNothingWithAHashTooManyOrTooFew() {
        for (int size = 2; size <= LARGEST; size++) {
            List<Octets> leaves = leaves(size);
            for (int index = 0; index < size; index++) {
                List<Octets> path = path(index, leaves);
                List<Octets> longer = new ArrayList<>(path);
                longer.add(root(leaves));

                assertThat(new InclusionProof(index, size, root(leaves), longer).proves(entry(index))).isFalse();
                assertThat(new InclusionProof(index, size, root(leaves), path.subList(0, path.size() - 1)).proves(entry(index)))
                        .isFalse();
            }
        }
    }

    @Test
    void provesNothingOutsideOfTheTree() {
        Octets root = hash(0, entry(0));

        assertThat(new InclusionProof(0, 1, root, List.of()).proves(entry(0))).isTrue();
        assertThat(new InclusionProof(0, 0, root, List.of()).proves(entry(0))).isFalse();
        assertThat(new InclusionProof(1, 1, root, List.of()).proves(entry(0))).isFalse();
        assertThat(new InclusionProof(-1, 1, root, List.of()).proves(entry(0))).isFalse();
    }

    private static Octets entry(int index) {
        return Octets.ofUtf8("entry " + index);
    }

    private static List<Octets> leaves(int size) {
        List<Octets> leaves = new ArrayList<>();
        for (int index = 0; index < size; index++) {
            leaves.add(hash(0, entry(index)));
        }
        return leaves;
    }

    private static Octets root(List<Octets> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return hash(1, root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }

    private static List<Octets> path(int index, List<Octets> leaves) {
        if (leaves.size() == 1) {
            return new ArrayList<>();
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        List<Octets> left = leaves.subList(0, split);
        List<Octets> right = leaves.subList(split, leaves.size());
        List<Octets> path = index < split ? path(index, left) : path(index - split, right);
        path.add(root(index < split ? right : left));
        return path;
    }

    private static Octets hash(int prefix, Octets... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((byte) prefix);
            for (Octets part : parts) {
                digest.update(part.toArray());
            }
            return Octets.of(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
