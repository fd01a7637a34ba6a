package dev.hallmark.provenance.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentCodingTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "gzip, deflate                     | GZIP",
        "gzip, deflate, br, zstd           | ZSTD",
        "zstd;q=0.5, gzip;q=0.8            | GZIP",
        "gzip;q=0                          | IDENTITY",
        "*                                 | ZSTD",
        "zstd;q=0, *                       | GZIP",
        "identity                          | IDENTITY",
        "identity;q=1, gzip;q=0.5          | IDENTITY",
        "identity;q=0.5, gzip;q=0.5        | GZIP",
        "br                                | IDENTITY",
        "''                                | IDENTITY",
        "GZip                              | GZIP",
        "x-gzip                            | GZIP",
        "gzip;q=nonsense                   | IDENTITY",
        "identity;q=0, *;q=0               | IDENTITY",
        ",,;;q=,gzip                       | GZIP",
    })
    void isTheBestThatTheClientTakes(String acceptEncoding, ContentCoding expected) {
        assertThat(ContentCoding.chosenBy(List.of(acceptEncoding))).isEqualTo(expected);
    }

    @Test
    void isPlainForAClientThatSaysNothing() {
        assertThat(ContentCoding.chosenBy(List.of())).isEqualTo(ContentCoding.IDENTITY);
    }
}
