package dev.hallmark.verifier.service;

import dev.hallmark.verifier.attestation.AttestationLimits;
import dev.hallmark.verifier.service.VerifierConfiguration.RefreshConfiguration;
import dev.hallmark.verifier.service.VerifierConfiguration.TrustRootConfiguration;
import dev.hallmark.verifier.sigstore.AcceptedEvidence;
import dev.hallmark.verifier.sigstore.Cryptography;
import dev.hallmark.verifier.sigstore.TrustRoot;
import dev.hallmark.verifier.verification.Judge;
import dev.hallmark.verifier.verification.PredicateTypes;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/// Makes the [Judge] that the configuration describes. A configuration that can't vouch for anybody fails the start.
final class VerifierProducer {

    private static final Logger LOG = Logger.getLogger(VerifierProducer.class);
    private static final String PUBLIC_GOOD = "public-good";

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Cryptography cryptography(MeterRegistry metrics) {
        Cryptography cryptography = Cryptography.fastest();
        LOG.infof("Signatures are checked by provider=%s reason=%s", cryptography.description(), cryptography.reason());
        Gauge.builder("hallmark.cryptography.chosen", () -> 1)
                .tag("provider", cryptography.description())
                .register(metrics);
        return cryptography;
    }

    @Produces
    @Singleton
    TrustRootKeeper trustRoots(
            VerifierConfiguration configuration, Cryptography cryptography, Clock clock, MeterRegistry metrics) {
        List<TrustRootKeeper.Configured> configured = new ArrayList<>();
        configuration.trustRoots().forEach((name, settings) -> configured.add(new TrustRootKeeper.Configured(
                read(name, settings, cryptography),
                settings.issuers().orElse(List.of()),
                source(name, settings, configuration.refresh()))));
        return new TrustRootKeeper(configured, cryptography, clock, metrics);
    }

    @Produces
    @Singleton
    Judge judge(VerifierConfiguration configuration, TrustRootKeeper trustRoots) {
        boolean rekorV2 = configuration.verification().rekorV2();
        return new Judge(
                trustRoots::current,
                rekorV2 ? AcceptedEvidence.REKOR_V1_AND_V2 : AcceptedEvidence.REKOR_V1,
                new AttestationLimits(configuration.limits().attestationBytes(), configuration.limits().fieldBytes()),
                configuration.submissions()
                        .predicateTypes()
                        .map(types -> new PredicateTypes(PredicateTypes.DEFAULT.ofUploads(), Set.copyOf(types)))
                        .orElse(PredicateTypes.DEFAULT));
    }

    private static TrustRoot read(String name, TrustRootConfiguration settings, Cryptography cryptography) {
        if (settings.file().isPresent() == settings.bundled().isPresent()) {
            throw new IllegalArgumentException("trust root " + name + " needs either a file or a bundled one");
        }
        if (settings.bundled().isPresent()) {
            if (!settings.bundled().get().equals(PUBLIC_GOOD)) {
                throw new IllegalArgumentException("trust root " + name + ": expected bundled=" + PUBLIC_GOOD + ", found "
                        + settings.bundled().get());
            }
            return TrustRoot.publicGood(name, cryptography);
        }
        Path file = settings.file().orElseThrow();
        try {
            return TrustRoot.read(name, Files.readAllBytes(file), cryptography);
        } catch (IOException e) {
            throw new IllegalArgumentException("trust root " + name + ": can't read " + file + ": " + e, e);
        }
    }

    private static Optional<TrustRootSource> source(
            String name, TrustRootConfiguration settings, RefreshConfiguration refresh) {
        if (settings.tuf().isEmpty()) {
            return settings.file().map(file -> new TrustRootSource.File(file, refresh.files()));
        }
        if (settings.tufRoot().isEmpty() && settings.bundled().isEmpty()) {
            throw new IllegalArgumentException("trust root " + name + " needs tuf-root: only the public-good one is built in");
        }
        Path cache = settings.tufCache()
                .orElseThrow(() -> new IllegalArgumentException("trust root " + name + " needs tuf-cache, a directory"));
        return Optional.of(new TrustRootSource.Tuf(settings.tuf().get(), settings.tufRoot(), cache, refresh.tuf()));
    }
}
