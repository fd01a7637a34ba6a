package dev.hallmark.upload;

import java.util.function.Function;

/// What a check of an upload came to: the value it made, or the refusal.
public sealed interface Checked<T> {

    record Passed<T>(T value) implements Checked<T> {}

    record Failed<T>(Refused why) implements Checked<T> {}

    static <T> Checked<T> passed(T value) {
        return new Passed<>(value);
    }

    static <T> Checked<T> failed(UploadRefusal refusal, String message) {
        return new Failed<>(Refused.of(refusal, message));
    }

    static <T> Checked<T> failed(UploadRefusal refusal, String message, String expected, String actual) {
        return new Failed<>(Refused.of(refusal, message, expected, actual));
    }

    default <R> Checked<R> then(Function<? super T, Checked<R>> next) {
        return switch (this) {
            case Passed<T>(T value) -> next.apply(value);
            case Failed<T>(Refused why) -> new Failed<>(why);
        };
    }
}
