package dev.hallmark.verifier.service;

import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.event.VerifiedAttestation;
import dev.hallmark.verifier.sigstore.Cryptography;
import dev.hallmark.verifier.sigstore.TrustRoot;
import dev.hallmark.verifier.verification.TrustRoots;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Keeps the trust roots: one generation at a time, replaced as a whole when a source has something newer, and kept when
/// it hasn't or can't be reached. Judging never waits for a source.
final class TrustRootKeeper {

    private static final Logger LOG = Logger.getLogger(TrustRootKeeper.class);

    /// A trust root as the operator configured it.
    ///
    /// @param first what is trusted until the source has something newer
    /// @param source empty when what was read at start stays as it is
    record Configured(TrustRoot first, List<String> issuers, Optional<TrustRootSource> source) {}

    private static final class Kept {
        private final List<String> issuers;
        private final Optional<TrustRootSource> source;
        private TrustRoot root;
        private long refreshes;
        private Instant lastRead = Instant.MIN;
        private boolean wanted;

        private Kept(Configured configured) {
            this.issuers = configured.issuers();
            this.source = configured.source();
            this.root = configured.first();
        }

        private boolean isDue(Instant now) {
            return source.isPresent()
                    && !now.isBefore(lastRead.plus(wanted ? source.get().pause() : source.get().interval()));
        }
    }

    private final Map<String, Kept> kept = new HashMap<>();
    private final Cryptography cryptography;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final MultiGauge loaded;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private volatile TrustRoots current;

    /// @throws IllegalArgumentException when nobody can be vouched for, or an issuer would have two roots
    TrustRootKeeper(List<Configured> configured, Cryptography cryptography, Clock clock, MeterRegistry metrics) {
        this.cryptography = cryptography;
        this.clock = clock;
        this.metrics = metrics;
        this.loaded = MultiGauge.builder("hallmark.trust.root.loaded").register(metrics);
        for (Configured each : configured) {
            Kept added = new Kept(each);
            added.lastRead = clock.instant();
            kept.put(each.first().identity().name(), added);
            log(added);
        }
        this.current = generation();
        tell();
    }

    /// The generation of this moment. Who judges asks once.
    TrustRoots current() {
        return current;
    }

    /// How often the root was read again since the start, whether it had changed or not; empty when it never is.
    synchronized Optional<Long> refreshes(String name) {
        Kept root = kept.get(name);
        return root == null || root.source.isEmpty() ? Optional.empty() : Optional.of(root.refreshes);
    }

    /// Asks for the root to be read again as soon as its source may be asked.
    synchronized void want(String name) {
        Kept root = kept.get(name);
        if (root != null) {
            root.wanted = true;
        }
    }

    /// @param listener told the name of each root that was read again, changed or not
    void onRefresh(Consumer<String> listener) {
        listeners.add(listener);
    }

    /// Reads again what is due. To be called often, by one thread.
    void refreshDue() {
        Instant now = clock.instant();
        for (Map.Entry<String, Kept> entry : kept.entrySet()) {
            Kept root = entry.getValue();
            boolean due;
            synchronized (this) {
                due = root.isDue(now);
            }
            if (due && refresh(entry.getKey(), root, now)) {
                listeners.forEach(listener -> listener.accept(entry.getKey()));
            }
        }
    }

    private boolean refresh(String name, Kept root, Instant now) {
        TrustRoot newest;
        try {
            byte[] json = root.source.orElseThrow().read();
            newest = Sha256.of(json).equals(root.root.identity().sha256())
                    ? root.root
                    : TrustRoot.read(name, json, cryptography);
        } catch (IOException | IllegalArgumentException e) {
            synchronized (this) {
                root.lastRead = now;
            }
            metrics.counter("hallmark.trust.root.refresh.failed", "name", name).increment();
            LOG.warnf("A trust root was not refreshed and stays as it was: name=%s sha256=%s reason=%s",
                    name, root.root.identity().sha256(), e.getMessage());
            return false;
        }
        boolean changed = newest != root.root;
        synchronized (this) {
            root.root = newest;
            root.refreshes++;
            root.lastRead = now;
            root.wanted = false;
            if (changed) {
                current = generation();
            }
        }
        if (changed) {
            log(root);
            tell();
        }
        return true;
    }

    private TrustRoots generation() {
        Map<String, TrustRoot> byIssuer = new HashMap<>();
        for (Kept root : kept.values()) {
            for (String issuer : root.issuers) {
                TrustRoot other = byIssuer.put(issuer, root.root);
                if (other != null) {
                    throw new IllegalArgumentException("issuer " + issuer + " is bound to trust roots "
                            + root.root.identity().name() + " and " + other.identity().name() + "; bind it to one");
                }
            }
        }
        return TrustRoots.of(byIssuer);
    }

    private static void log(Kept root) {
        VerifiedAttestation.TrustRoot identity = root.root.identity();
        LOG.infof("Trust root loaded: name=%s sha256=%s issuers=%s refreshed=%s unused=%s",
                identity.name(), identity.sha256(), root.issuers, root.source.isPresent(), root.root.unused());
    }

    private void tell() {
        loaded.register(
                kept.values().stream()
                        .map(root -> root.root.identity())
                        .map(root -> MultiGauge.Row.of(Tags.of("name", root.name(), "sha256", root.sha256().hex()), 1))
                        .collect(Collectors.toList()),
                true);
    }
}
