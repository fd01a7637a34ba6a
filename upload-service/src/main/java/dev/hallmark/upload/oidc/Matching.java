package dev.hallmark.upload.oidc;

import dev.hallmark.contract.Publisher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// Which registrations a job may publish for.
final class Matching {

    private Matching() {}

    sealed interface Outcome<T> {
        /// @param registrations the most specific first, and otherwise as they were given
        record Matched<T>(List<T> registrations) implements Outcome<T> {}

        /// @param why names expected and actual of the registration that was nearest
        record Unmatched<T>(String why) implements Outcome<T> {}
    }

    private record Compared<T>(T registration, Comparison comparison) {}

    /// @param registrations all of the job's issuer that are found where it looks
    static <T> Outcome<T> match(Job job, List<T> registrations, Function<T, Publisher> publisherOf) {
        List<Compared<T>> compared = new ArrayList<>();
        for (T registration : registrations) {
            compared.add(new Compared<>(registration, job.compare(publisherOf.apply(registration))));
        }
        List<T> matched = compared.stream()
                .filter(one -> one.comparison.mismatch().isEmpty())
                .sorted(Comparator.comparingInt((Compared<T> one) -> one.comparison.specificity()).reversed())
                .map(Compared::registration)
                .toList();
        return matched.isEmpty() ? new Outcome.Unmatched<>(nearestMiss(compared)) : new Outcome.Matched<>(matched);
    }

    private static <T> String nearestMiss(List<Compared<T>> compared) {
        return compared.stream()
                .map(Compared::comparison)
                .max(Comparator.comparingInt(Comparison::passed))
                .flatMap(Comparison::mismatch)
                .orElse("Publisher with matching claims was not found");
    }
}
