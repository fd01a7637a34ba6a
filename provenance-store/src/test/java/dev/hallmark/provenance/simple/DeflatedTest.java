package dev.hallmark.provenance.simple;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeflatedTest {

    static Stream<List<String>> texts() {
        Random random = new Random(740);
        String incompressible = random.ints(100_000, 32, 127).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        return Stream.of(
                List.of(""),
                List.of("one"),
                List.of("", "", ""),
                List.of("head", "a".repeat(70_000), ",", "b".repeat(9_000), "tail"),
                List.of("head", incompressible, ",", incompressible, "tail"),
                random.ints(200, 0, 9_000).mapToObj(length -> "x1y2".repeat(length / 4)).toList());
    }

    @ParameterizedTest
    @MethodSource("texts")
    void givesBackWhatWasCompressed(List<String> texts) {
        assertThat(new String(Deflated.plain(deflated(texts)), StandardCharsets.UTF_8)).isEqualTo(String.join("", texts));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void joinsPiecesToGzip(List<String> texts) throws IOException {
        List<Deflated> pieces = deflated(texts);
        byte[] gzip = Deflated.gzip(pieces, Deflated.plain(pieces));
        assertThat(new String(gunzip(gzip), StandardCharsets.UTF_8)).isEqualTo(String.join("", texts));
    }

    /// Where the compressed data ends, only the trailer follows: a reader that stops after the first member has all.
    @ParameterizedTest
    @MethodSource("texts")
    void joinsPiecesToOneMember(List<String> texts) throws Exception {
        List<Deflated> pieces = deflated(texts);
        byte[] gzip = Deflated.gzip(pieces, Deflated.plain(pieces));
        Inflater inflater = new Inflater(true);
        inflater.setInput(gzip, 10, gzip.length - 10);
        byte[] buffer = new byte[8_192];
        while (!inflater.finished()) {
            inflater.inflate(buffer);
        }
        assertThat(inflater.getRemaining()).isEqualTo(8);
        inflater.end();
    }

    private static List<Deflated> deflated(List<String> texts) {
        return texts.stream().map(text -> Deflated.of(text.getBytes(StandardCharsets.UTF_8))).toList();
    }

    private static byte[] gunzip(byte[] gzip) throws IOException {
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(gzip));
                ByteArrayOutputStream all = new ByteArrayOutputStream()) {
            plain.transferTo(all);
            return all.toByteArray();
        }
    }
}
