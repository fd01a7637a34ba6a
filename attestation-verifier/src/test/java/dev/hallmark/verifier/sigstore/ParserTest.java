package dev.hallmark.verifier.sigstore;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// No parser throws, whatever it is given: not for what `./hallmark fuzz` once found or found worth keeping, nor for what
/// is right with some of its bytes changed, lost, repeated or exchanged.
class ParserTest {

    private static final Path CORPUS = Path.of("src/test/resources/fuzzing");
    private static final long SEED = 740;
    private static final int INPUTS = 4_000;
    private static final byte[] TELLING_BYTES = {0, 0x7f, (byte) 0x80, (byte) 0xff, '"', '\\', '{', '0'};

    @TestFactory
    Stream<DynamicTest> answersEverythingInItsCorpus() {
        return Arrays.stream(Parser.values()).flatMap(parser -> corpus(parser)
                .map(file -> dynamicTest(parser + " " + file.getFileName(), () -> assertAnswered(parser, Files.readAllBytes(file)))));
    }

    @ParameterizedTest
    @EnumSource
    void answersWhatIsAlmostRight(Parser parser) {
        Random random = new Random(SEED);
        List<byte[]> seeds = parser.seeds();
        for (int i = 0; i < INPUTS; i++) {
            byte[] input = seeds.get(random.nextInt(seeds.size()));
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                input = changed(input, random);
            }
            assertAnswered(parser, input);
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersNoise(Parser parser) {
        Random random = new Random(SEED);
        for (int i = 0; i < INPUTS; i++) {
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            assertAnswered(parser, noise);
        }
    }

    private static void assertAnswered(Parser parser, byte[] input) {
        assertThatCode(() -> parser.read(input))
                .as(() -> parser + " given " + HexFormat.of().formatHex(input))
                .doesNotThrowAnyException();
    }

    private static Stream<Path> corpus(Parser parser) {
        Path directory = CORPUS.resolve(parser.spelling());
        try {
            return Files.exists(directory) ? Files.list(directory).sorted() : Stream.empty();
        } catch (IOException e) {
            throw new IllegalStateException(directory + " can be listed", e);
        }
    }

    private static byte[] changed(byte[] bytes, Random random) {
        if (bytes.length < 2) {
            return new byte[] {(byte) random.nextInt(256), 0};
        }
        int at = random.nextInt(bytes.length);
        int length = 1 + random.nextInt(Math.min(16, bytes.length - at));
        byte[] changed = bytes.clone();
        return switch (random.nextInt(5)) {
            case 0 -> {
                changed[at] ^= (byte) (1 << random.nextInt(8));
                yield changed;
            }
            case 1 -> {
                changed[at] = TELLING_BYTES[random.nextInt(TELLING_BYTES.length)];
                yield changed;
            }
            case 2 -> Arrays.copyOf(bytes, at);
            case 3 -> spliced(bytes, at, at + length, new byte[0]);
            default -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, at + length));
        };
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] between) {
        byte[] spliced = new byte[from + between.length + bytes.length - to];
        System.arraycopy(bytes, 0, spliced, 0, from);
        System.arraycopy(between, 0, spliced, from, between.length);
        System.arraycopy(bytes, to, spliced, from + between.length, bytes.length - to);
        return spliced;
    }
}
