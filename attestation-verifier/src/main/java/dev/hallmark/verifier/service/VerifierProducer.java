package dev.hallmark.verifier.service;

import dev.hallmark.verifier.attestation.AttestationLimits;
import dev.hallmark.verifier.service.VerifierConfiguration.TrustRootConfiguration;
import dev.hallmark.verifier.sigstore.Cryptography;
import dev.hallmark.verifier.sigstore.TrustRoot;
import dev.hallmark.verifier.verification.Judge;
import dev.hallmark.verifier.verification.TrustRoots;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    Judge judge(VerifierConfiguration configuration, Cryptography cryptography, MeterRegistry metrics) {
        Map<String, TrustRoot> byIssuer = new HashMap<>();
        configuration.trustRoots().forEach((name, settings) -> {
            TrustRoot root = read(name, settings, cryptography);
            List<String> issuers = settings.issuers().orElse(List.of());
            LOG.infof("Trust root loaded: name=%s sha256=%s issuers=%s unused=%s",
                    name, root.identity().sha256(), issuers, root.unused());
            Gauge.builder("hallmark.trust.root.loaded", () -> 1)
                    .tags("name", name, "sha256", root.identity().sha256().hex())
                    .register(metrics);
            for (String issuer : issuers) {
                TrustRoot other = byIssuer.put(issuer, root);
                if (other != null) {
                    throw new IllegalArgumentException("issuer " + issuer + " is bound to trust roots " + name + " and "
                            + other.identity().name() + "; bind it to one");
                }
            }
        });
        AttestationLimits limits = new AttestationLimits(
                configuration.limits().attestationBytes(), configuration.limits().fieldBytes());
        return new Judge(TrustRoots.of(byIssuer), cryptography, limits);
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
}
