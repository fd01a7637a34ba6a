package dev.hallmark.provenance.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            a/x            | a/x
            a/y            | a/y
            a/*            | a/x
            */*            | a/x
            a/*, a/x;q=0.5 | a/y
            a/x;q=0, */*   | a/y
            b/x            | none
            */x            | none
            a              | none
            a/x;q=1.1      | none
            a/x;q=         | none
            ;;;,,,         | none
            A/Y ; Q=0.3    | a/y
            a/y;level=1    | a/y
            """)
    void choosesTheBestOffer(String accept, String expected) {
        assertThat(MediaTypes.accepted(List.of(accept)).bestOf(List.of("a/x", "a/y")).orElse(null)).isEqualTo(expected);
    }

    @Test
    void acceptsAnythingWithoutAHeader() {
        assertThat(MediaTypes.accepted(List.of()).bestOf(List.of("a/x"))).contains("a/x");
        assertThat(MediaTypes.accepted(List.of(" ")).bestOf(List.of("a/x"))).contains("a/x");
    }
}
