package dev.hallmark.development.sigstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.Sha256;
import dev.sigstore.merkle.InclusionProofVerifier;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MerkleTreeTest {

    /// The leaves that implementations of RFC 6962 share as test data.
    private static final List<String> LEAVES = List.of(
            "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    @Test
    void hasTheRootsThatOtherImplementationsHave() {
        MerkleTree tree = new MerkleTree();
        tree.append(leaf(0));
        String first = tree.root().hex();
        for (int i = 1; i < LEAVES.size(); i++) {
            tree.append(leaf(i));
        }
        assertThat(first).isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        assertThat(tree.root().hex()).isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    }

    @Test
    void provesEveryLeafOfEverySizeToSigstoreJava() throws Exception {
        MerkleTree tree = new MerkleTree();
        for (int size = 1; size <= 70; size++) {
            tree.append(numbered(size - 1));
            for (int index = 0; index < size; index++) {
                InclusionProofVerifier.verify(
                        numbered(index).toBytes(),
                        (long) index,
                        (long) size,
                        tree.proof(index).stream().map(Sha256::toBytes).toList(),
                        tree.root().toBytes());
            }
        }
        assertThat(tree.size()).isEqualTo(70);
    }

    private static Sha256 leaf(int index) {
        return MerkleTree.leafHash(HexFormat.of().parseHex(LEAVES.get(index)));
    }

    private static Sha256 numbered(int index) {
        return MerkleTree.leafHash(new byte[] {(byte) index});
    }
}
