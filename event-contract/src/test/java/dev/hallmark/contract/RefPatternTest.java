package dev.hallmark.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefPatternTest {

    @ParameterizedTest
    @CsvSource({
        "refs/heads/main, refs/heads/main",
        "refs/tags/v*, refs/tags/v1.0",
        "refs/tags/v*, refs/tags/v",
        "refs/tags/*, refs/tags/release/2026/1",
        "refs/tags/v*.*.*, refs/tags/v1.2.3",
        "refs/tags/v*.*.*, refs/tags/v1.2.3.4",
        "refs/tags/*-rc*-final, refs/tags/1-rc-rc2-final",
        "refs/heads/**, refs/heads/main",
        "refs/heads/*ab*ab, refs/heads/abab",
        "refs/tags/ünï*, refs/tags/ünïcödé🐍",
    })
    void admitsARefThatItCovers(String pattern, String ref) {
        assertThat(RefPattern.parse(pattern).orThrow().admits(ref)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "refs/heads/main    | refs/heads/main2",
        "refs/heads/main    | refs/heads/Main",
        "refs/heads/main    | refs/tags/main",
        "refs/heads/main    | ''",
        "refs/heads/main    | main",
        "refs/tags/v*       | refs/heads/v1",
        "refs/tags/v*       | x/refs/tags/v1",
        "refs/tags/v*.*.*   | refs/tags/v1.2",
        "refs/tags/v.       | refs/tags/v1",
        "refs/tags/v*1      | refs/tags/v",
        "refs/heads/ab*ba   | refs/heads/aba",
        "refs/heads/*ab*ab  | refs/heads/ab",
        "refs/heads/*a*a*   | refs/heads/a",
        "refs/pull/*        | refs/pull/1/merge"
    })
    void admitsNoOther(String pattern, String ref) {
        boolean admitted = RefPattern.parse(pattern).map(known -> known.admits(ref)).asOptional().orElse(false);

        assertThat(admitted).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "*", "refs/*", "refs/heads/", "refs/tags/", "refs/pull/1/merge", "heads/main", "v*", " refs/heads/main",
        "refs/heads/main ", "refs/heads/main\n", "refs/heads/a b", "refs/heads/a\u0000b", "refs/heads/a\u007f", "refs/heads/a~1",
        "refs/heads/a^", "refs/heads/a:b", "refs/heads/a?", "refs/heads/[ab]", "refs/heads/a\\", "refs/tags/v*\nrefs/heads/*"
    })
    void isTheNameOfABranchOrTag(String text) {
        assertThat(RefPattern.parse(text)).isInstanceOf(Parsed.Invalid.class);
    }

    @Test
    void isOfBoundedLength() {
        assertThat(RefPattern.parse("refs/heads/" + "a".repeat(201)).asOptional()).isEmpty();
        assertThat(RefPattern.parse("refs/heads/" + "a".repeat(200)).asOptional()).isPresent();
    }

    @Test
    void cannotBeMadeOfAnythingElse() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RefPattern("*"));
    }

    /// Few letters, so that parts repeat and overlap; each pair of the two is seen many times.
    @Test
    void admitsExactlyWhatARegularExpressionOfTheSameMeaningMatches() {
        Random random = new Random(57264);
        int admitted = 0;

        for (int i = 0; i < 200_000; i++) {
            RefPattern pattern = RefPattern.parse("refs/tags/" + word(random, "ab*", 1, 8)).orThrow();
            String ref = "refs/tags/" + word(random, "ab\n", 0, 9);
            assertThat(pattern.admits(ref)).as("%s admits %s", pattern.text(), ref).isEqualTo(oracle(pattern).matcher(ref).matches());
            admitted += pattern.admits(ref) ? 1 : 0;
        }

        assertThat(admitted).as("refs that were admitted").isBetween(10_000, 190_000);
    }

    @Test
    void admitsEveryRefThatItsOwnStarsWereFilledIn() {
        Random random = new Random(57264);

        for (int i = 0; i < 50_000; i++) {
            RefPattern pattern = RefPattern.parse("refs/heads/" + word(random, "ab/.*", 1, 10)).orThrow();
            String ref = pattern.text().chars()
                    .mapToObj(c -> c == '*' ? word(random, "ab/.", 0, 4) : Character.toString(c))
                    .collect(Collectors.joining());
            assertThat(pattern.admits(ref)).as("%s admits %s", pattern.text(), ref).isTrue();
        }
    }

    /// Something that goes back and forth, such as a regular expression, would never come to an end here.
    @Test
    void answersHoweverManyStarsThereAre() {
        RefPattern pattern = RefPattern.parse("refs/heads/" + "*a".repeat(100)).orThrow();
        String ref = "refs/heads/" + "a".repeat(100_000) + "b";

        assertThat(pattern.admits(ref)).isFalse();
    }

    private static Pattern oracle(RefPattern pattern) {
        return Pattern.compile(
                Arrays.stream(pattern.text().split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }

    private static String word(Random random, String letters, int shortest, int longest) {
        return random.ints(random.nextInt(shortest, longest + 1), 0, letters.length())
                .mapToObj(i -> String.valueOf(letters.charAt(i)))
                .collect(Collectors.joining());
    }
}
