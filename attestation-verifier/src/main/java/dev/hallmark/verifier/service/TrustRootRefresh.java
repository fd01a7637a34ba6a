package dev.hallmark.verifier.service;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Lets the [TrustRootKeeper] look at its sources, on a thread of its own.
@Singleton
final class TrustRootRefresh {

    private static final Logger LOG = Logger.getLogger(TrustRootRefresh.class);

    private final TrustRootKeeper keeper;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("trust-root-refresh").daemon().factory());

    TrustRootRefresh(TrustRootKeeper keeper) {
        this.keeper = keeper;
    }

    void start(@Observes StartupEvent start) {
        // Cancelled by closing the thread only.
        var _ = thread.scheduleWithFixedDelay(this::refresh, 1, 1, TimeUnit.SECONDS);
    }

    private void refresh() {
        try {
            keeper.refreshDue();
        } catch (RuntimeException | LinkageError e) {
            // A scheduled task that throws is never run again.
            LOG.error("Refreshing trust roots failed, which is a fault of the verifier; it is tried again", e);
        }
    }

    @PreDestroy
    void close() {
        thread.shutdownNow();
    }
}
