package dev.hallmark.verifier.verification;

import static dev.hallmark.verifier.verification.World.attest;
import static dev.hallmark.verifier.verification.World.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.event.UploadStaged;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.verifier.attestation.AttestationLimits;
import dev.hallmark.verifier.sigstore.Cryptography;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeTest {

    @Test
    void cannotBeMadeWithoutATrustRoot() {
        assertThatThrownBy(() -> TrustRoots.of(Map.of())).hasMessageContaining("vouch for nobody");
    }

    @Test
    void cannotBeMadeForABlankIssuer() {
        var root = World.root("local", World.SIGSTORE.trustedRoot().json());

        assertThatThrownBy(() -> TrustRoots.of(Map.of(" ", root))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void refusesToJudgeByAPolicyWithABlank(int blank) {
        String[] parts = {"https://issuer.example", "https://github.com", "octo-org", "octo-repo", "release.yml"};
        parts[blank] = "";
        Publisher publisher = new Publisher.GitHub(parts[0], parts[1], parts[2], null, parts[3], parts[4], null);
        UploadStaged upload = World.upload(World.FILENAME, World.DIGEST, publisher, field(attest()));

        assertThatThrownBy(() -> World.JUDGE.judge(upload)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void givesTheSameVerdictAgain() {
        UploadStaged upload = World.upload(field(attest()));

        assertThat(World.JUDGE.judge(upload)).isEqualTo(World.JUDGE.judge(upload));
    }

    @Test
    void namesRootAndProof() {
        Verdict verdict = World.verdict(attest());

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Verified.class, verified -> {
            var attestation = verified.attestations().getFirst();
            assertThat(attestation.trustRoot().name()).isEqualTo("local");
            assertThat(attestation.trustRoot().sha256())
                    .isEqualTo(dev.hallmark.contract.Sha256.of(World.SIGSTORE.trustedRoot().json().getBytes()));
            assertThat(attestation.signedAt()).isEqualTo(World.NOW);
            assertThat(attestation.logEntry().logIndex()).isGreaterThan(1_000_000);
            assertThat(attestation.certificate().issuer()).isEqualTo(Publisher.GitHub.PUBLIC_ISSUER);
            assertThat(attestation.certificate().buildSignerUri()).contains("release.yml@refs/tags/v1.0.0");
        });
    }

    @Test
    void judgesOnManyThreads() throws Exception {
        UploadStaged right = World.upload(field(attest()));
        UploadStaged wrong = World.upload(field(attest(dev.hallmark.development.sigstore.Knobs.with(
                dev.hallmark.development.sigstore.Fault.SIGNED_BY_OTHER_KEY))));
        List<Future<String>> verdicts = new ArrayList<>();

        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 1_000; i++) {
                UploadStaged upload = i % 2 == 0 ? right : wrong;
                verdicts.add(threads.submit(() -> World.outcome(World.JUDGE.judge(upload))));
            }
        }

        for (int i = 0; i < verdicts.size(); i++) {
            assertThat(verdicts.get(i).get()).isEqualTo(i % 2 == 0 ? "verified" : "signature-invalid");
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void passesItsSelfTestWithEveryProvider(Cryptography cryptography) {
        new SelfTest(cryptography).run(2);
    }

    static List<Cryptography> providers() {
        return List.of(Cryptography.fastest(), Cryptography.bouncyCastle(), Cryptography.jdk());
    }

    @Test
    void refusesLimitsThatAreNone() {
        assertThatThrownBy(() -> new AttestationLimits(64 * 1024, 1_000_000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AttestationLimits(0, 1000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AttestationLimits(65_537, 65_536)).isInstanceOf(IllegalArgumentException.class);
    }
}
