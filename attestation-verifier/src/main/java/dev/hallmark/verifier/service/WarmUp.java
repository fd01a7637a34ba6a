package dev.hallmark.verifier.service;

import dev.hallmark.verifier.sigstore.Cryptography;
import dev.hallmark.verifier.verification.Judge;
import dev.hallmark.verifier.verification.SelfTest;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import org.jboss.logging.Logger;

/// Runs the [SelfTest] at start, before the first upload is taken, and often enough that this one doesn't pay for loading
/// and compiling classes. It also asks for the [Judge], so that a configuration that can't make one fails the start.
@Singleton
final class WarmUp {

    private static final Logger LOG = Logger.getLogger(WarmUp.class);
    private static final int ROUNDS = 30;

    private final Cryptography cryptography;
    private volatile boolean done;

    /// @param madeAtStart not used here; asking for it makes it
    WarmUp(Cryptography cryptography, Judge madeAtStart) {
        this.cryptography = cryptography;
    }

    // Channels start at LIBRARY_BEFORE.
    void run(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
        new SelfTest(cryptography).run(ROUNDS);
        done = true;
        LOG.infof("The self-test passed and the verifier is warm: rounds=%d", ROUNDS);
    }

    boolean isDone() {
        return done;
    }
}
