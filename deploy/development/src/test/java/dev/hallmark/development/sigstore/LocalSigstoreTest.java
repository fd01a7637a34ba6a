package dev.hallmark.development.sigstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.Sha256;
import dev.hallmark.development.oidc.Job;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the in-process Sigstore makes, judged by sigstore-java.
final class LocalSigstoreTest {

    private static final String FILE = "sampleproject-1.0.0.tar.gz";
    private static final Sha256 DIGEST = Sha256.of("content".getBytes(StandardCharsets.UTF_8));
    private static final Identity IDENTITY = Identity.of(Job.of("octo-org/sampleproject", "release.yml"));
    private static final Statement STATEMENT = Statement.publish(FILE, DIGEST);

    private final Clock clock = Clock.fixed(Instant.parse("2026-03-04T05:06:07.891Z"), ZoneOffset.UTC);
    private final LocalSigstore sigstore = LocalSigstore.inMemory(clock);

    @Test
    void makesPublishAttestationsThatSigstoreJavaAccepts() throws Exception {
        Optional<String> refusal = refusal(sigstore.attest(IDENTITY, STATEMENT));
        assertThat(refusal).isEmpty();
    }

    @Test
    void makesProvenanceAttestationsThatSigstoreJavaAccepts() throws Exception {
        Attestation attestation = sigstore.attest(IDENTITY, Statement.provenance(FILE, DIGEST));
        assertThat(refusal(attestation)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {
        "FOREIGN_AUTHORITY", "NO_CERTIFICATE_TIMESTAMP", "CERTIFICATE_TIMESTAMP_OF_UNKNOWN_LOG",
        "CERTIFICATE_TIMESTAMP_SIGNATURE_CHANGED", "CERTIFICATE_TIMESTAMP_OF_OTHER_CERTIFICATE",
        "SIGNED_BY_OTHER_KEY", "STATEMENT_CHANGED_AFTER_SIGNING", "OTHER_STATEMENT_LOGGED", "OTHER_SIGNATURE_LOGGED",
        "UNKNOWN_LOG", "NO_SIGNED_ENTRY_TIMESTAMP", "SIGNED_ENTRY_TIMESTAMP_CHANGED",
        "SIGNED_ENTRY_TIMESTAMP_BY_OTHER_KEY", "INTEGRATED_TIME_CHANGED", "NO_INCLUSION_PROOF", "PROOF_HASH_CHANGED",
        "PROOF_TOO_SHORT", "PROOF_TOO_LONG", "PROOF_INDEX_CHANGED",
        "PROOF_ROOT_HASH_CHANGED", "NO_CHECKPOINT", "CHECKPOINT_BY_OTHER_KEY", "CHECKPOINT_SIGNATURE_CHANGED",
        "CHECKPOINT_OF_OTHER_ROOT"})
    void sigstoreJavaRefusesTheFault(Fault fault) throws Exception {
        Optional<String> refusal = refusal(sigstore.attest(IDENTITY, STATEMENT, Knobs.with(fault)));
        assertThat(refusal).isPresent();
    }

    private Optional<String> refusal(Attestation attestation) throws Exception {
        return SigstoreJava.trusting(sigstore.trustedRoot().json()).refusal(attestation, DIGEST);
    }
}
