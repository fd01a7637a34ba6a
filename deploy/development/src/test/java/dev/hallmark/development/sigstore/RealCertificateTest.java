package dev.hallmark.development.sigstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.contract.Sha256;
import dev.hallmark.development.oidc.Job;
import dev.hallmark.development.web.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Our certificates and log entries against those of a real attestation by production, where the data is present.
final class RealCertificateTest {

    private static final Path REAL = Path.of(
            System.getProperty("hallmark.shared"),
            "data/attestations/pypi_attestations-0.0.19.tar.gz.publish.attestation");

    /// The job that signed it, as its certificate tells.
    private static final Job JOB = new Job(
            "trailofbits/pypi-attestations", "772247423", "2314423", "public", "release.yml", "refs/tags/v0.0.19",
            "08802efe1f8e5fec4ad842d6b8ce97656092ee72", "release", "12169989787", "woodruffw",
            Optional.empty(), Optional.empty(), Optional.empty());

    private final LocalSigstore sigstore =
            LocalSigstore.inMemory(Clock.fixed(Instant.parse("2026-03-04T05:06:07Z"), ZoneOffset.UTC));

    private JsonNode real;
    private JsonNode ours;

    @BeforeEach
    void read() throws Exception {
        assumeThat(REAL).exists();
        real = Json.parseObject(Files.readAllBytes(REAL)).orThrow();
        ours = sigstore.attest(Identity.of(JOB), Statement.publish(
                "pypi_attestations-0.0.19.tar.gz",
                Sha256.parse("9bb1add04b1b4e182be6b0b80931593f7a291eb49d69b4fd728a5d4cbcdc4bd3").orThrow())).tree();
    }

    @Test
    void hasTheCriticalExtensionsOfTheRealOne() throws Exception {
        assertThat(certificate(ours).getCriticalExtensionOIDs())
                .isEqualTo(certificate(real).getCriticalExtensionOIDs());
    }

    @Test
    void tellsTheBuildInTheBytesOfTheRealOne() throws Exception {
        X509Certificate expected = certificate(real);
        Set<String> oids = expected.getNonCriticalExtensionOIDs();
        assertThat(oids).filteredOn(oid -> oid.startsWith("1.3.6.1.4.1.57264.1.")).hasSize(21).allSatisfy(oid ->
                assertThat(certificate(ours).getExtensionValue(oid)).isEqualTo(expected.getExtensionValue(oid)));
    }

    @Test
    void namesTheWorkflowAsTheRealOne() throws Exception {
        assertThat(certificate(ours).getSubjectAlternativeNames())
                .containsExactlyElementsOf(certificate(real).getSubjectAlternativeNames());
    }

    @Test
    void hasTheUsagesOfTheRealOne() throws Exception {
        assertThat(certificate(ours).getKeyUsage()).isEqualTo(certificate(real).getKeyUsage());
        assertThat(certificate(ours).getExtendedKeyUsage()).isEqualTo(certificate(real).getExtendedKeyUsage());
    }

    @Test
    void signsTheStatementBytesOfTheRealOne() {
        assertThat(text(ours.at("/envelope/statement"))).isEqualTo(text(real.at("/envelope/statement")));
    }

    @Test
    void logsTheRealEnvelopeInTheBytesOfTheRealEntry() {
        JsonNode entry = real.at("/verification_material/transparency_entries/0");
        JsonNode body = Json.parseObject(text(entry.path("canonicalizedBody")).getBytes(StandardCharsets.UTF_8)).orThrow();
        Sha256 statement = Sha256.of(text(real.at("/envelope/statement")).getBytes(StandardCharsets.UTF_8));
        Recorded rebuilt = new Recorded(
                Sha256.parse(body.at("/spec/envelopeHash/value").asText()).orThrow(),
                statement,
                statement,
                Bytes.ofBase64(real.at("/envelope/signature").asText()),
                Pem.certificate(Bytes.ofBase64(real.at("/verification_material/certificate").asText())));
        assertThat(EntryKind.DSSE_V1.body(rebuilt).base64()).isEqualTo(entry.path("canonicalizedBody").asText());
    }

    @Test
    void hasTheMembersOfTheRealEntry() {
        assertThat(ours.at("/verification_material/transparency_entries/0").propertyStream().map(m -> m.getKey()))
                .containsExactlyInAnyOrderElementsOf(real.at("/verification_material/transparency_entries/0")
                        .propertyStream().map(m -> m.getKey()).toList());
    }

    private static X509Certificate certificate(JsonNode attestation) throws Exception {
        return SigstoreJava.certificate(attestation);
    }

    private static String text(JsonNode base64) {
        return new String(Base64.getDecoder().decode(base64.asText()), StandardCharsets.UTF_8);
    }
}
