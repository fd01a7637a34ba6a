package dev.hallmark.verifier.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.contract.RejectionCode;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.verifier.sigstore.Cryptography;
import dev.hallmark.verifier.verification.Judge;
import dev.hallmark.verifier.verification.World;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

    private static final String GITHUB = "https://token.actions.githubusercontent.com";

    @Test
    void refusesAnUnknownProperty() {
        assertThatThrownBy(() -> read(Map.of("hallmark.trust-roots.\"public-good\".isuers", "x", "hallmark.trust-roots.\"public-good\".bundled", "public-good")))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("isuers");
    }

    @Test
    void refusesToVouchForNobody() {
        assertThatThrownBy(() -> judge(Map.of())).hasMessageContaining("vouch for nobody");
        assertThatThrownBy(() -> judge(Map.of("hallmark.trust-roots.\"public-good\".bundled", "public-good")))
                .hasMessageContaining("vouch for nobody");
    }

    @Test
    void refusesTwoRootsForOneIssuer() {
        assertThatThrownBy(() -> judge(Map.of(
                        "hallmark.trust-roots.\"one\".bundled", "public-good",
                        "hallmark.trust-roots.\"one\".issuers", GITHUB,
                        "hallmark.trust-roots.\"two\".bundled", "public-good",
                        "hallmark.trust-roots.\"two\".issuers", GITHUB)))
                .hasMessageContaining("bind it to one");
    }

    @Test
    void refusesARootWithoutASource() {
        assertThatThrownBy(() -> judge(Map.of("hallmark.trust-roots.\"one\".issuers", GITHUB)))
                .hasMessageContaining("either a file or a bundled one");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> judge(Map.of(
                        "hallmark.trust-roots.\"one\".file", "/does/not/exist.json", "hallmark.trust-roots.\"one\".issuers", GITHUB)))
                .hasMessageContaining("/does/not/exist.json");
    }

    @Test
    void readsARootFromAFile(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("trusted_root.json");
        Files.writeString(file, World.SIGSTORE.trustedRoot().json());

        Judge judge = judge(Map.of(
                "hallmark.trust-roots.\"one\".file", file.toString(), "hallmark.trust-roots.\"one\".issuers", "https://other.example," + GITHUB));

        assertThat(judge.judge(World.upload(World.field(World.attest())))).isInstanceOf(Verdict.Verified.class);
    }

    @Test
    void letsAnOperatorLowerTheCaps() {
        Judge judge = judge(Map.of(
                "hallmark.trust-roots.\"one\".bundled", "public-good",
                "hallmark.trust-roots.\"one\".issuers", GITHUB,
                "hallmark.limits.attestation-bytes", "16384",
                "hallmark.limits.field-bytes", "16384"));

        Verdict verdict = judge.judge(World.upload(" ".repeat(16_385)));

        assertThat(((Verdict.Rejected) verdict).code()).isEqualTo(RejectionCode.ATTESTATION_TOO_LARGE);
    }

    private static Judge judge(Map<String, String> properties) {
        VerifierProducer producer = new VerifierProducer();
        VerifierConfiguration configuration = read(properties);
        return producer.judge(
                configuration,
                producer.trustRoots(configuration, Cryptography.fastest(), Clock.systemUTC(), new SimpleMeterRegistry()));
    }

    private static VerifierConfiguration read(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(new HashMap<>(properties), "test", 100))
                .withMapping(VerifierConfiguration.class)
                .build()
                .getConfigMapping(VerifierConfiguration.class);
    }
}
