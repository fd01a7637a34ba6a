package dev.hallmark.provenance.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-99, 0, 100",
        "bytes=10-19, 10, 10",
        "bytes=10-, 10, 90",
        "bytes=90-1000, 90, 10",
        "bytes=-1, 99, 1",
        "bytes=-100, 0, 100",
        "bytes=-1000, 0, 100",
        "Bytes=5-6, 5, 2",
        "bytes=99-999999999999999999, 99, 1",
    })
    void findsThePart(String header, long first, long length) {
        assertThat(ByteRange.of(List.of(header), 100)).isEqualTo(new ByteRange.Part(first, length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0"})
    void cannotSatisfyARangeBeyondTheEnd(String header) {
        assertThat(ByteRange.of(List.of(header), 100)).isEqualTo(new ByteRange.Unsatisfiable());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-4", "lines=1-2", "bytes=1-2,3-4",
        "bytes=1-2-3", "bytes=-1-", "bytes=1234567890123456789-"
    })
    void servesEverythingForWhatItDoesNotKnow(String header) {
        assertThat(ByteRange.of(List.of(header), 100)).isEqualTo(new ByteRange.Whole());
    }

    @Test
    void cannotSatisfyAnyRangeOfAnEmptyFile() {
        assertThat(ByteRange.of(List.of("bytes=-5"), 0)).isEqualTo(new ByteRange.Unsatisfiable());
        assertThat(ByteRange.of(List.of("bytes=0-"), 0)).isEqualTo(new ByteRange.Unsatisfiable());
    }

    @Test
    void tellsWhichPartItIs() {
        assertThat(new ByteRange.Part(10, 10).contentRange(100)).isEqualTo("bytes 10-19/100");
    }
}
