package dev.hallmark.verifier.refusal;

import dev.hallmark.contract.RejectionCode;
import dev.hallmark.contract.event.Verdict;
import java.util.function.Function;

/// The answer of one verification step: what it established, or the refusal that ends the verification.
///
/// There is no third answer. A step can't be skipped either: the next one asks for the value that this one made.
public sealed interface Checked<T> {

    record Passed<T>(T value) implements Checked<T> {}

    record Refused<T>(Verdict.Rejected why) implements Checked<T> {}

    static <T> Checked<T> passed(T value) {
        return new Passed<>(value);
    }

    /// @param expected in plain words, to be read after "expected"
    /// @param actual in plain words, to be read after "found"; foreign text in it went through [Quoted]
    static <T> Checked<T> refused(RejectionCode code, String expected, String actual) {
        return new Refused<>(new Verdict.Rejected(code, expected, actual));
    }

    static <T> Checked<T> refused(RejectionCode code, Malformed malformed) {
        return refused(code, malformed.expected(), malformed.actual());
    }

    /// The next step, which only runs when all before it passed.
    default <R> Checked<R> then(Function<? super T, Checked<R>> step) {
        return switch (this) {
            case Passed<T>(T value) -> step.apply(value);
            case Refused<T>(Verdict.Rejected why) -> new Refused<>(why);
        };
    }

    default <R> Checked<R> map(Function<? super T, ? extends R> change) {
        return switch (this) {
            case Passed<T>(T value) -> new Passed<>(change.apply(value));
            case Refused<T>(Verdict.Rejected why) -> new Refused<>(why);
        };
    }
}
