package dev.hallmark.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordTest {

    private enum Colour implements Word {
        RED,
        DARK_BLUE
    }

    @Test
    void isInLowerCaseWithHyphens() {
        assertThat(Colour.DARK_BLUE.word()).isEqualTo("dark-blue");
    }

    @ParameterizedTest
    @EnumSource
    void isReadAsItIsWritten(Colour colour) {
        assertThat(Word.parse(Colour.class, colour.word())).isEqualTo(Parsed.valid(colour));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "RED", "Red", " red", "red\n", "0", "dark_blue", "green"})
    void isReadFromNothingElse(String text) {
        assertThat(Word.parse(Colour.class, text)).isEqualTo(Parsed.invalid("expected one of red, dark-blue"));
    }
}
