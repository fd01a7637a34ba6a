package dev.hallmark.verifier.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.verifier.refusal.Malformed;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DerTest {

    @ParameterizedTest
    @CsvSource({
        "06032a0304, 1.2.3.4",
        "0603550407, 2.5.4.7",
        "06092b0601040183bf3001, 1.3.6.1.4.1.57264.1",
        "0603883703, 2.999.3",
        "060127, 0.39",
        "060128, 1.0"
    })
    void readsObjectIdentifiers(String hex, String dotted) throws Malformed {
        assertThat(der(hex).objectIdentifier()).isEqualTo(dotted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0600", "060180", "06022a80", "0603802a01", "06072affffffffff7f"})
    void refusesObjectIdentifiersOfOtherForms(String hex) {
        assertThatThrownBy(() -> der(hex).objectIdentifier()).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "3001", "308000", "3081", "30810100", "3082000100", "308400000000", "30ff", "3083010000"})
    void refusesLengthsThatAreCutNotMinimalOrIndefinite(String hex) {
        assertThatThrownBy(() -> der(hex).enter(Der.SEQUENCE)).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0200", "02020001", "020180", "0202ff01"})
    void refusesIntegersThatAreNegativeOrNotMinimal(String hex) {
        assertThatThrownBy(() -> der(hex).naturalNumber()).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0101 00", "0101 01", "0102 ffff", "0100"})
    void refusesBooleansOtherThanTrue(String hex) {
        assertThatThrownBy(() -> der(hex.replace(" ", "")).booleanOrFalse()).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0300", "030107", "03020180"})
    void refusesBitsThatDoNotFillBytes(String hex) {
        assertThatThrownBy(() -> der(hex).wholeBytes()).isInstanceOf(Malformed.class);
    }

    @Test
    void refusesMoreAfterTheEnd() throws Malformed {
        Der der = der("020101020102");
        der.naturalNumber();

        assertThatThrownBy(der::end).isInstanceOf(Malformed.class).hasMessageContaining("3 more bytes");
    }

    @Test
    void neverReadsBeyondTheValueThatItIsIn() {
        assertThatThrownBy(() -> {
            Der inner = der("3002020102").enter(Der.SEQUENCE);
            inner.naturalNumber();
        }).isInstanceOf(Malformed.class);
    }

    @Test
    void wrapsWhatItCanRead() throws Malformed {
        for (int length : new int[] {0, 1, 127, 128, 255, 256, 65_535}) {
            Octets content = Octets.of(new byte[length]);

            Octets wrapped = Der.wrap(Der.OCTET_STRING, List.of(content));

            assertThat(Der.of(wrapped, "bytes").content(Der.OCTET_STRING)).isEqualTo(content);
        }
    }

    @Test
    void answersAnyBytesOrRefusesThem() {
        Random random = new Random(25);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            if (bytes.length > 0) {
                bytes[0] = (byte) List.of(1, 2, 3, 4, 6, 0x0c, 0x30).get(random.nextInt(7)).intValue();
            }
            read(Der.of(Octets.of(bytes), "noise"));
        }
    }

    private static void read(Der der) {
        try {
            while (!der.isAtEnd()) {
                switch (der.peek()) {
                    case Der.BOOLEAN -> der.booleanOrFalse();
                    case Der.INTEGER -> der.naturalNumber();
                    case Der.BIT_STRING -> der.wholeBytes();
                    case Der.OBJECT_IDENTIFIER -> der.objectIdentifier();
                    case Der.UTF8_STRING -> der.utf8String();
                    case Der.SEQUENCE -> read(der.enter(Der.SEQUENCE));
                    default -> der.content(der.peek());
                }
            }
        } catch (Malformed e) {
            assertThat(e.expected()).isNotEmpty();
        }
    }

    private static Der der(String hex) {
        return Der.of(Octets.of(HexFormat.of().parseHex(hex)), "a value");
    }
}
