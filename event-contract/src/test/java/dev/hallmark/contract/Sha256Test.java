package dev.hallmark.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Sha256Test {

    /// FIPS 180-2, appendix B.1.
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void digestsThePublishedExample() {
        assertThat(Sha256.of("abc".getBytes(StandardCharsets.US_ASCII)).hex()).isEqualTo(OF_ABC);
    }

    @Test
    void readsEitherCaseAndWritesLowerCase() {
        assertThat(Sha256.parse(OF_ABC.toUpperCase()).orThrow()).hasToString(OF_ABC).isEqualTo(Sha256.parse(OF_ABC).orThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "ab", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015adf",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a\n",
        "ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "\uff10a7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a"
    })
    void refusesWhatIsNoDigest(String hex) {
        assertThat(Sha256.parse(hex)).isInstanceOf(Parsed.Invalid.class);
    }

    @Test
    void keepsItsBytesToItself() {
        Sha256 digest = Sha256.parse(OF_ABC).orThrow();

        digest.toBytes()[0] = 0;

        assertThat(digest).hasToString(OF_ABC);
    }

    @Test
    void refusesBytesOfAnotherLength() {
        assertThatIllegalArgumentException().isThrownBy(() -> Sha256.ofBytes(new byte[20]));
    }

    @Test
    void addressesABlobTwoLevelsDeep() {
        assertThat(new BlobAddress(Sha256.parse(OF_ABC).orThrow()).within(Path.of("/blobs")))
                .isEqualTo(Path.of("/blobs/ba/78/" + OF_ABC));
    }
}
