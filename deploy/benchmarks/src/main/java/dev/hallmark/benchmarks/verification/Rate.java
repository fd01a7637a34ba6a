package dev.hallmark.benchmarks.verification;

import java.util.Comparator;
import java.util.List;

/// How many attestations were verified.
///
/// @param perSecond of time on the clock
/// @param perProcessorSecond of processor time
record Rate(double perSecond, double perProcessorSecond) {

    static Rate median(List<Rate> rates) {
        return rates.stream()
                .sorted(Comparator.comparingDouble(Rate::perProcessorSecond))
                .skip(rates.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    double times(Rate other) {
        return perProcessorSecond / other.perProcessorSecond;
    }
}
