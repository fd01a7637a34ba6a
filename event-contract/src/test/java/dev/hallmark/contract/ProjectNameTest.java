package dev.hallmark.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectNameTest {

    private final Locale locale = Locale.getDefault();

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(locale);
    }

    @ParameterizedTest
    @CsvSource({
        "friendly-bard, friendly-bard", "Friendly-Bard, friendly-bard", "FRIENDLY-BARD, friendly-bard",
        "friendly.bard, friendly-bard", "friendly_bard, friendly-bard", "friendly--bard, friendly-bard",
        "FrIeNdLy-._.-bArD, friendly-bard", "a, a", "0, 0", "A.1, a-1"
    })
    void normalises(String spelling, String normalized) {
        assertThat(name(spelling).normalized()).isEqualTo(normalized);
    }

    @Test
    void comparesByNormalisedName() {
        assertThat(name("Typing_Extensions")).isEqualTo(name("typing.extensions")).hasSameHashCodeAs(name("typing-extensions"));
    }

    @Test
    void writesUnderscoresInFilenames() {
        assertThat(name("Typing.Extensions").inFilenames()).isEqualTo("typing_extensions");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "-", "_a", "a-", ".a", "a.", "a b", "a/b", "a\u0000", "../a", "a\n", "\na", "a\r", "a\u0085", "a\u2028",
        "\u212aafka", "\u0131ssue", "\u0130ssue", "stra\u00dfe", "\u0430bc", "\uff41bc", "a\u200bb", "a%2eb", "é"
    })
    void refusesWhatIsNoName(String spelling) {
        assertThat(ProjectName.parse(spelling)).isInstanceOf(Parsed.Invalid.class);
    }

    @Test
    void lowersCaseTheSameWayInEveryLocale() {
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));

        assertThat(name("IPython").normalized()).isEqualTo("ipython");
    }

    @Test
    void refusesANameThatLeavesNoRoomForAFilename() {
        assertThat(ProjectName.parse("a".repeat(101)))
                .isEqualTo(Parsed.invalid("expected a project name of at most 100 characters, found 101"));
    }

    @Test
    void acceptsTheLongestName() {
        assertThat(name("a".repeat(100)).normalized()).hasSize(100);
    }

    private static ProjectName name(String spelling) {
        return ProjectName.parse(spelling).orThrow();
    }
}
