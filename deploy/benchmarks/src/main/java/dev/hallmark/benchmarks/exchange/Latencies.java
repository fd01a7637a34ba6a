package dev.hallmark.benchmarks.exchange;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/// How long each request took, counted from the moment at which it was due: one that had to wait for its turn waited.
final class Latencies {

    private final AtomicLongArray nanoseconds;
    private final AtomicInteger answered = new AtomicInteger();

    Latencies(int capacity) {
        this.nanoseconds = new AtomicLongArray(capacity);
    }

    void add(long nanosecondsSinceDue) {
        nanoseconds.set(answered.getAndIncrement(), nanosecondsSinceDue);
    }

    int count() {
        return answered.get();
    }

    /// @param share between 0 and 1; of at least one latency
    Duration quantile(double share) {
        long[] sorted = new long[count()];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = nanoseconds.get(i);
        }
        Arrays.sort(sorted);
        return Duration.ofNanos(sorted[Math.clamp((long) Math.ceil(share * sorted.length) - 1, 0, sorted.length - 1)]);
    }
}
