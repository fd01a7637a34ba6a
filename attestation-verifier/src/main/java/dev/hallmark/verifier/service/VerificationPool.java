package dev.hallmark.verifier.service;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/// The threads that judge. What waits for them is bounded by the batch: there is one at a time.
@Singleton
final class VerificationPool implements Executor {

    private final ExecutorService threads;

    VerificationPool(VerifierConfiguration configuration) {
        int count = configuration.verification().threads().orElse(Runtime.getRuntime().availableProcessors());
        if (count < 1 || count > 256) {
            throw new IllegalArgumentException("hallmark.verification.threads: expected 1 to 256, found " + count);
        }
        this.threads = Executors.newFixedThreadPool(
                count, Thread.ofPlatform().name("verification-", 1).daemon().factory());
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
