package dev.hallmark.development.sigstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.contract.Sha256;
import dev.hallmark.development.oidc.Job;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the in-process Sigstore makes, judged by sigstore-java.
final class LocalSigstoreTest {

    private static final Sha256 DIGEST = Sha256.of("content".getBytes(StandardCharsets.UTF_8));
    private static final Identity IDENTITY = Identity.of(Job.of("octo-org/sampleproject", "release.yml"));
    private static final Statement STATEMENT = Statement.publish("sampleproject-1.0.0.tar.gz", DIGEST);
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.891Z");

    /// What sigstore-java 2.0.0 does not look at; [FaultTest] shows that these faults are there.
    private static final Set<Fault> UNSEEN = EnumSet.of(
            Fault.SERVER_AUTHENTICATION_USAGE,
            Fault.NO_EXTENDED_USAGE,
            Fault.NO_DIGITAL_SIGNATURE_USAGE,
            Fault.LEAF_IS_AUTHORITY,
            Fault.CERTIFICATE_FOLLOWED_BY_BYTE,
            Fault.OTHER_CERTIFICATE_LOGGED,
            Fault.ENTRY_OF_OTHER_KIND,
            Fault.PROOF_TREE_SIZE_CHANGED,
            Fault.CHECKPOINT_OF_OTHER_SIZE,
            Fault.CHECKPOINT_OF_OTHER_ORIGIN,
            Fault.SECOND_ENTRY);

    /// It compares the logged certificate there, and nobody signed index and time.
    private static final Set<Fault> UNSEEN_IN_THE_SECOND_FORM = EnumSet.of(
            Fault.SERVER_AUTHENTICATION_USAGE,
            Fault.NO_EXTENDED_USAGE,
            Fault.NO_DIGITAL_SIGNATURE_USAGE,
            Fault.LEAF_IS_AUTHORITY,
            Fault.CERTIFICATE_FOLLOWED_BY_BYTE,
            Fault.ENTRY_OF_OTHER_KIND,
            Fault.LOG_INDEX_CHANGED,
            Fault.INTEGRATED_TIME_UNSIGNED,
            Fault.PROOF_TREE_SIZE_CHANGED,
            Fault.CHECKPOINT_OF_OTHER_SIZE,
            Fault.CHECKPOINT_OF_OTHER_ORIGIN,
            Fault.SECOND_ENTRY);

    private final LocalSigstore sigstore = LocalSigstore.inMemory(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void makesPublishAttestationsThatSigstoreJavaAccepts() throws Exception {
        assertThat(refusal(sigstore.attest(IDENTITY, STATEMENT))).isEmpty();
    }

    @Test
    void makesProvenanceAttestationsThatSigstoreJavaAccepts() throws Exception {
        Statement provenance = Statement.provenance("sampleproject-1.0.0.tar.gz", DIGEST);
        assertThat(refusal(sigstore.attest(IDENTITY, provenance))).isEmpty();
    }

    @Test
    void makesAttestationsByPeople() throws Exception {
        Identity person = Identity.ofPerson("someone@example.org", "https://accounts.google.com");
        Attestation attestation = sigstore.attest(person, STATEMENT);
        assertThat(refusal(attestation)).isEmpty();
        assertThat(certificate(attestation).getSubjectAlternativeNames())
                .containsExactly(List.of(1, "someone@example.org"));
    }

    @Test
    void signsTextOutsideOfAscii() throws Exception {
        Attestation attestation = sigstore.attest(IDENTITY, STATEMENT.withPredicate("{\"builder\": \"Zürich — 東京\"}"));
        assertThat(refusal(attestation)).isEmpty();
    }

    @Test
    void provesEntriesAsTheLogGrows() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(refusal(sigstore.attest(IDENTITY, STATEMENT))).isEmpty();
        }
    }

    static Set<Fault> seen() {
        return faultsIn(EvidenceForm.REKOR_V1, UNSEEN);
    }

    static Set<Fault> unseen() {
        return UNSEEN;
    }

    static Set<Fault> seenInTheSecondForm() {
        return faultsIn(EvidenceForm.REKOR_V2_DSSE, UNSEEN_IN_THE_SECOND_FORM);
    }

    static Set<Fault> unseenInTheSecondForm() {
        return UNSEEN_IN_THE_SECOND_FORM;
    }

    private static Set<Fault> faultsIn(EvidenceForm form, Set<Fault> except) {
        return Arrays.stream(Fault.values())
                .filter(fault -> fault.bends(form) && !except.contains(fault))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Fault.class)));
    }

    @ParameterizedTest
    @MethodSource("seen")
    void sigstoreJavaRefusesTheFault(Fault fault) throws Exception {
        assertThat(refusal(sigstore.attest(IDENTITY, STATEMENT, Knobs.with(fault)))).as(fault.name()).isPresent();
    }

    @ParameterizedTest
    @MethodSource("unseen")
    void sigstoreJavaOverlooksTheFaultSoThatNothingElseIsWrong(Fault fault) throws Exception {
        assertThat(refusal(sigstore.attest(IDENTITY, STATEMENT, Knobs.with(fault)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seenInTheSecondForm")
    void sigstoreJavaRefusesTheFaultInTheSecondForm(Fault fault) throws Exception {
        assertThat(refusal(sigstore.attest(IDENTITY, STATEMENT, Knobs.in(EvidenceForm.REKOR_V2_DSSE).and(fault)))).as(fault.name()).isPresent();
    }

    @ParameterizedTest
    @MethodSource("unseenInTheSecondForm")
    void sigstoreJavaOverlooksTheFaultInTheSecondForm(Fault fault) throws Exception {
        assertThat(refusal(sigstore.attest(IDENTITY, STATEMENT, Knobs.in(EvidenceForm.REKOR_V2_DSSE).and(fault)))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Oddity.class)
    void sigstoreJavaAcceptsTheOddity(Oddity oddity) throws Exception {
        assertThat(refusal(sigstore.attest(IDENTITY, STATEMENT, Knobs.in(EvidenceForm.REKOR_V2_DSSE).and(oddity)))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Bundle.Version.class)
    void makesBundlesOfFilesThatSigstoreJavaAccepts(Bundle.Version version) throws Exception {
        byte[] file = "content".getBytes(StandardCharsets.UTF_8);
        assertThat(refusal(sigstore.bundle(version, IDENTITY, file, Knobs.none()))).isEmpty();
        assertThat(refusal(sigstore.bundle(version, IDENTITY, file, Knobs.in(EvidenceForm.REKOR_V2)))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = EvidenceForm.class, names = {"REKOR_V1", "REKOR_V2_DSSE"})
    void makesBundlesOfStatementsThatSigstoreJavaAccepts(EvidenceForm form) throws Exception {
        assertThat(refusal(sigstore.bundle(Bundle.Version.V0_3, IDENTITY, STATEMENT, Knobs.in(form)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 600, 601})
    void integratesWhenItIsTold(long seconds) throws Exception {
        Attestation attestation =
                sigstore.attest(IDENTITY, STATEMENT, Knobs.integrated(Duration.ofSeconds(seconds)));
        long integrated = entry(attestation).path("integratedTime").asLong();
        assertThat(Instant.ofEpochSecond(integrated).minusSeconds(seconds))
                .isEqualTo(certificate(attestation).getNotBefore().toInstant());
        assertThat(refusal(attestation)).isEmpty();
    }

    @Test
    void issuesForTenMinutesFromTheClock() throws Exception {
        X509Certificate certificate = certificate(sigstore.attest(IDENTITY, STATEMENT));
        assertThat(certificate.getNotBefore().toInstant()).isEqualTo(Instant.parse("2026-03-04T05:06:07Z"));
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(Instant.parse("2026-03-04T05:16:07Z"));
    }

    @Test
    void signsSeveralStatementsWithOneCertificate() throws Exception {
        List<Attestation> attestations = sigstore.attest(
                IDENTITY,
                List.of(STATEMENT, Statement.publish("sampleproject-1.0.0-py3-none-any.whl", DIGEST)),
                Knobs.none());
        assertThat(certificate(attestations.get(0))).isEqualTo(certificate(attestations.get(1)));
        assertThat(attestations).allSatisfy(attestation -> assertThat(refusal(attestation)).isEmpty());
    }

    @Test
    void leavesOutAndReplacesExtensionsOfTheCertificate() throws Exception {
        Identity bent = IDENTITY.without(FulcioExtension.SOURCE_REPOSITORY_REF)
                .with(FulcioExtension.ISSUER, "https://issuer.example");
        X509Certificate certificate = certificate(sigstore.attest(bent, STATEMENT));
        assertThat(certificate.getNonCriticalExtensionOIDs()).doesNotContain(FulcioExtension.SOURCE_REPOSITORY_REF.oid());
        assertThat(new String(certificate.getExtensionValue(FulcioExtension.ISSUER.oid()), StandardCharsets.UTF_8))
                .endsWith("https://issuer.example");
    }

    @Test
    void isRefusedByATrustRootWhoseAuthorityEndedBefore() throws Exception {
        Attestation attestation = sigstore.attest(IDENTITY, STATEMENT);
        String root = sigstore.trustedRoot()
                .withAuthorityWindow(TrustedRoot.Window.between(NOW.minusSeconds(7200), NOW.minusSeconds(3600)))
                .json();
        assertThat(SigstoreJava.trusting(root).refusal(attestation, DIGEST)).isPresent();
    }

    @Test
    void isRefusedByATrustRootWhoseCertificateLogEndedBefore() throws Exception {
        Attestation attestation = sigstore.attest(IDENTITY, STATEMENT);
        String root = sigstore.trustedRoot()
                .withCertificateLogWindow(TrustedRoot.Window.between(NOW.minusSeconds(7200), NOW.minusSeconds(3600)))
                .json();
        assertThat(SigstoreJava.trusting(root).refusal(attestation, DIGEST)).isPresent();
    }

    @Test
    void neverWritesAnIndexOfZero() {
        JsonNode entry = entry(sigstore.attest(IDENTITY, STATEMENT));
        assertThat(entry.at("/inclusionProof/logIndex").asLong()).isEqualTo(1);
        assertThat(entry.path("logIndex").asLong()).isEqualTo(TransparencyLog.EARLIER_ENTRIES + 1);
    }

    private static JsonNode entry(Attestation attestation) {
        return attestation.tree().at("/verification_material/transparency_entries/0");
    }

    private static X509Certificate certificate(Attestation attestation) throws Exception {
        return SigstoreJava.certificate(attestation.tree());
    }

    private Optional<String> refusal(Bundle bundle) throws Exception {
        return SigstoreJava.trusting(sigstore.trustedRoot().json()).refusal(bundle, DIGEST);
    }

    private Optional<String> refusal(Attestation attestation) throws Exception {
        return SigstoreJava.trusting(sigstore.trustedRoot().json()).refusal(attestation, DIGEST);
    }
}
