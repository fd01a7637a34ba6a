package dev.hallmark.verifier.service;

import dev.hallmark.verifier.sigstore.Cryptography;
import dev.hallmark.verifier.verification.SelfTest;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/// Runs the [SelfTest] often enough at start that the first upload doesn't pay for loading classes and compiling them.
@Singleton
final class WarmUp {

    private static final Logger LOG = Logger.getLogger(WarmUp.class);
    private static final int ROUNDS = 100;

    private final Cryptography cryptography;
    private volatile boolean done;

    WarmUp(Cryptography cryptography) {
        this.cryptography = cryptography;
    }

    void run(@Observes StartupEvent start) {
        new SelfTest(cryptography).run(ROUNDS);
        done = true;
        LOG.infof("The self-test passed and the verifier is warm: rounds=%d", ROUNDS);
    }

    boolean isDone() {
        return done;
    }
}
