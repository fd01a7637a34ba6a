package dev.hallmark.development.sigstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.contract.Sha256;
import dev.hallmark.development.oidc.Job;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/// The faults that sigstore-java overlooks, looked for in the attestation itself.
final class FaultTest {

    private static final Identity IDENTITY = Identity.of(Job.of("octo-org/sampleproject", "release.yml"));
    private static final Statement STATEMENT = Statement.publish(
            "sampleproject-1.0.0.tar.gz", Sha256.of("content".getBytes(StandardCharsets.UTF_8)));

    private final LocalSigstore sigstore =
            LocalSigstore.inMemory(Clock.fixed(Instant.parse("2026-03-04T05:06:07Z"), ZoneOffset.UTC));

    @Test
    void namesServersInTheExtendedUsage() throws Exception {
        assertThat(certificate(Fault.SERVER_AUTHENTICATION_USAGE).getExtendedKeyUsage())
                .containsExactly("1.3.6.1.5.5.7.3.1");
    }

    @Test
    void leavesOutTheExtendedUsage() throws Exception {
        assertThat(certificate(Fault.NO_EXTENDED_USAGE).getExtendedKeyUsage()).isNull();
    }

    @Test
    void allowsNoSignatures() throws Exception {
        assertThat(certificate(Fault.NO_DIGITAL_SIGNATURE_USAGE).getKeyUsage()[0]).isFalse();
    }

    @Test
    void callsTheLeafAnAuthority() throws Exception {
        assertThat(certificate(Fault.LEAF_IS_AUTHORITY).getBasicConstraints()).isNotNegative();
    }

    @Test
    void addsAByteToTheCertificate() throws Exception {
        JsonNode attestation = attest(Fault.CERTIFICATE_FOLLOWED_BY_BYTE);
        byte[] shown = Base64.getDecoder().decode(attestation.at("/verification_material/certificate").asText());
        assertThat(shown).hasSize(SigstoreJava.certificate(attestation).getEncoded().length + 1);
    }

    @Test
    void logsAnotherCertificateOfTheSameKey() throws Exception {
        JsonNode attestation = attest(Fault.OTHER_CERTIFICATE_LOGGED);
        String body = new String(Base64.getDecoder().decode(entry(attestation).path("canonicalizedBody").asText()),
                StandardCharsets.UTF_8);
        String shown = Pem.certificate(Bytes.of(SigstoreJava.certificate(attestation).getEncoded())).base64();
        assertThat(body).doesNotContain(shown).contains("LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tC");
    }

    @Test
    void showsAnotherTreeSizeThanTheCheckpoint() {
        JsonNode proof = entry(attest(Fault.PROOF_TREE_SIZE_CHANGED)).path("inclusionProof");
        assertThat(checkpointSize(proof)).isEqualTo(proof.path("treeSize").asLong() - 1);
    }

    @Test
    void signsACheckpointOfAnotherSize() {
        JsonNode proof = entry(attest(Fault.CHECKPOINT_OF_OTHER_SIZE)).path("inclusionProof");
        assertThat(checkpointSize(proof)).isEqualTo(proof.path("treeSize").asLong() + 1);
    }

    @Test
    void addsASecondEntry() {
        assertThat(attest(Fault.SECOND_ENTRY).at("/verification_material/transparency_entries")).hasSize(2);
    }

    @Test
    void bendsOnlyWhatItIsTold() throws Exception {
        X509Certificate honest = SigstoreJava.certificate(sigstore.attest(IDENTITY, STATEMENT).tree());
        assertThat(honest.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.3");
        assertThat(honest.getKeyUsage()[0]).isTrue();
        assertThat(honest.getBasicConstraints()).isNegative();
    }

    private X509Certificate certificate(Fault fault) throws Exception {
        return SigstoreJava.certificate(attest(fault));
    }

    private JsonNode attest(Fault fault) {
        return sigstore.attest(IDENTITY, STATEMENT, Knobs.with(fault)).tree();
    }

    private static JsonNode entry(JsonNode attestation) {
        return attestation.at("/verification_material/transparency_entries/0");
    }

    private static long checkpointSize(JsonNode proof) {
        return Long.parseLong(proof.at("/checkpoint/envelope").asText().lines().toList().get(1));
    }
}
