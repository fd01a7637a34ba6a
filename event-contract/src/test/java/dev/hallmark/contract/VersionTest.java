package dev.hallmark.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {

    /// The summary of permitted suffixes and relative ordering in PEP 440, with its local versions.
    private static final List<String> PUBLISHED_ORDER = List.of(
            "1.dev0", "1.0.dev456", "1.0a1", "1.0a2.dev456", "1.0a12.dev456", "1.0a12", "1.0b1.dev456", "1.0b2",
            "1.0b2.post345.dev456", "1.0b2.post345", "1.0rc1.dev456", "1.0rc1", "1.0", "1.0+abc.5", "1.0+abc.7",
            "1.0+5", "1.0.post456.dev34", "1.0.post456", "1.0.15", "1.1.dev1", "1!0.1");

    @ParameterizedTest
    @MethodSource("spellings")
    void readsAndWritesAsTheReferenceParserDoes(String spelling, String normalised) {
        assertThat(normalisedOrHyphen(spelling)).isEqualTo(normalised);
    }

    @Test
    void ordersAsTheReferenceParserDoes() throws IOException {
        List<List<Version>> classes = lines("order.txt")
                .map(line -> Arrays.stream(line.split(" ")).map(VersionTest::version).toList())
                .toList();

        for (int i = 0; i < classes.size(); i++) {
            for (int j = 0; j < classes.size(); j++) {
                for (Version left : classes.get(i)) {
                    for (Version right : classes.get(j)) {
                        assertThat(Integer.signum(left.compareTo(right)))
                                .as("%s compared with %s", left, right)
                                .isEqualTo(Integer.compare(i, j));
                    }
                }
            }
        }
    }

    @Test
    void ordersThePublishedExample() {
        List<Version> shuffled = new ArrayList<>(PUBLISHED_ORDER.stream().map(VersionTest::version).toList());
        Collections.shuffle(shuffled, new Random(440));

        Collections.sort(shuffled);

        assertThat(shuffled).extracting(Version::toString).containsExactlyElementsOf(PUBLISHED_ORDER);
    }

    @Test
    void givesEqualVersionsOneCanonicalSpellingAndOneHash() throws IOException {
        List<List<Version>> classes = lines("order.txt")
                .map(line -> Arrays.stream(line.split(" ")).map(VersionTest::version).toList())
                .toList();

        assertThat(classes).allSatisfy(equal -> {
            assertThat(equal).extracting(Version::canonical).containsOnly(equal.getFirst().canonical());
            assertThat(equal).extracting(Version::hashCode).containsOnly(equal.getFirst().hashCode());
            assertThat(version(equal.getFirst().canonical())).isEqualTo(equal.getFirst());
        });
        assertThat(classes).extracting(equal -> equal.getFirst().canonical()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"1.0.0, 1", "0.0, 0", "1.10.0rc1, 1.10rc1", "1!2.0.0+A-01, 1!2+a.1", "100, 100"})
    void leavesTrailingZerosOutOfTheCanonicalSpelling(String spelling, String canonical) {
        assertThat(version(spelling).canonical()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, false, false", "1.0a1, true, false", "1.0.dev1, true, false", "1.0.post1, false, false",
        "1.0.post1.dev2, true, false", "1.0+local, false, true"
    })
    void saysWhatKindOfReleaseItIs(String spelling, boolean prerelease, boolean local) {
        assertThat(version(spelling)).extracting(Version::isPrerelease, Version::isLocal).containsExactly(prerelease, local);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1.0\n", "\n1.0", " 1.0", "1.0 ", "1.0\u00a0", "1.0\u0000", "１.0"})
    void refusesWhiteSpaceAndForeignDigits(String text) {
        assertThat(Version.parse(text)).isInstanceOf(Parsed.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.", "1!", "1a", "1-", "1.post", "1+a.", "1+1", "1.0.dev", "-_."})
    void refusesLongTextAtOnce(String unit) {
        String hostile = unit.repeat(10_000);

        assertTimeoutPreemptively(Duration.ofMillis(500), () -> assertThat(Version.parse(hostile))
                .isEqualTo(Parsed.invalid("expected a version of at most 128 characters, found " + hostile.length())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.", "1a", "1-", "1+a.", "1.0.dev"})
    void refusesTheLongestAdmittedTextAtOnce(String unit) {
        String hostile = unit.repeat(Version.MAX_LENGTH).substring(0, Version.MAX_LENGTH - 1) + "\n";

        assertTimeoutPreemptively(
                Duration.ofMillis(500), () -> assertThat(Version.parse(hostile)).isInstanceOf(Parsed.Invalid.class));
    }

    @Test
    void refusesAVersionThatItCouldNotReadAgain() {
        assertThat(Version.parse("1".repeat(126) + "-1"))
                .isEqualTo(Parsed.invalid("expected a normalised version of at most 128 characters, found 132"));
    }

    @Test
    void keepsNumbersOfAnySize() {
        assertThat(version("9".repeat(128))).hasToString("9".repeat(128)).isGreaterThan(version("9".repeat(127)));
    }

    private static Version version(String text) {
        return Version.parse(text).orThrow();
    }

    private static String normalisedOrHyphen(String text) {
        return Version.parse(text).map(Version::toString).asOptional().orElse("-");
    }

    static Stream<String[]> spellings() throws IOException {
        return lines("versions.tsv").map(line -> line.split("\t"));
    }

    private static Stream<String> lines(String file) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                VersionTest.class.getResourceAsStream("/pep440/" + file), StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList().stream();
        }
    }
}
