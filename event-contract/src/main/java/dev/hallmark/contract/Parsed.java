package dev.hallmark.contract;

import java.util.Optional;
import java.util.function.Function;

/// The answer of a parser: the value, or one sentence that says what was expected and what was found.
public sealed interface Parsed<T> {

    record Valid<T>(T value) implements Parsed<T> {}

    record Invalid<T>(String why) implements Parsed<T> {}

    static <T> Parsed<T> valid(T value) {
        return new Valid<>(value);
    }

    static <T> Parsed<T> invalid(String why) {
        return new Invalid<>(why);
    }

    default Optional<T> asOptional() {
        return switch (this) {
            case Valid<T>(T value) -> Optional.of(value);
            case Invalid<T> _ -> Optional.empty();
        };
    }

    /// For text that was checked before it got here, such as our own database; a failure is a bug.
    default T orThrow() {
        return switch (this) {
            case Valid<T>(T value) -> value;
            case Invalid<T>(String why) -> throw new IllegalArgumentException(why);
        };
    }

    default <R> Parsed<R> map(Function<? super T, ? extends R> change) {
        return switch (this) {
            case Valid<T>(T value) -> new Valid<>(change.apply(value));
            case Invalid<T>(String why) -> new Invalid<>(why);
        };
    }

    /// The next parser, which only sees a value.
    default <R> Parsed<R> then(Function<? super T, Parsed<R>> next) {
        return switch (this) {
            case Valid<T>(T value) -> next.apply(value);
            case Invalid<T>(String why) -> new Invalid<>(why);
        };
    }
}
