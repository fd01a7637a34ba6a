package dev.hallmark.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// A constant of an enum as events, HTTP, logs and metrics write it: lower case with hyphens, such as `project-taken`.
public interface Word {

    /// The constant's name in Java.
    String name();

    @JsonValue
    default String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Accepts exactly what [#word] gives: no other case, no number.
    static <E extends Enum<E> & Word> Parsed<E> parse(Class<E> words, String text) {
        return Arrays.stream(words.getEnumConstants())
                .filter(word -> word.word().equals(text))
                .findFirst()
                .map(Parsed::valid)
                .orElseGet(() -> Parsed.invalid("expected one of "
                        + Arrays.stream(words.getEnumConstants()).map(Word::word).collect(Collectors.joining(", "))));
    }
}
