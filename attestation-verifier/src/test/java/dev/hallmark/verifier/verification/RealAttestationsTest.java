package dev.hallmark.verifier.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.RejectionCode;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.contract.event.VerifiedAttestation;
import dev.hallmark.verifier.sigstore.Cryptography;
import dev.hallmark.verifier.sigstore.TrustRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Attestations that production signed, where they are at hand.
class RealAttestationsTest {

    private static final Path DATA = Path.of(System.getProperty("shared.directory", "absent"), "data/attestations");
    private static final String FILENAME = "pypi_attestations-0.0.19.tar.gz";
    private static final Publisher.GitHub PUBLISHER = publisher("pypi-attestations", "release.yml", "2314423");
    private static final Judge JUDGE = World.judge(
            Publisher.GitHub.PUBLIC_ISSUER, TrustRoot.publicGood("public-good", World.CRYPTOGRAPHY));
    private static final ObjectMapper JSON = new ObjectMapper();

    @BeforeAll
    static void needsTheFiles() {
        boolean present = Files.isDirectory(DATA);
        if (!present) {
            System.out.println("SKIPPED: RealAttestationsTest needs real attestations in " + DATA.toAbsolutePath());
        }
        assumeTrue(present, "real attestations");
    }

    @Test
    void verifiesPublishAttestationAndProvenanceOfProduction() throws IOException {
        Verdict verdict = judge(PUBLISHER, World.field(publish(), slsa()));

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Verified.class, verified -> {
            assertThat(verified.attestations())
                    .extracting(VerifiedAttestation::predicateType)
                    .containsExactly(VerifiedAttestation.PUBLISH_V1, VerifiedAttestation.SLSA_PROVENANCE_V1);
            assertThat(verified.attestations())
                    .extracting(VerifiedAttestation::json)
                    .containsExactly(publish(), slsa());
            VerifiedAttestation first = verified.attestations().getFirst();
            assertThat(first.signedAt()).isEqualTo(Instant.parse("2024-12-04T23:14:01Z"));
            assertThat(first.logEntry().logIndex()).isEqualTo(153454663);
            assertThat(first.certificate().serialNumber()).isEqualTo("07df966e9c5047ea15ba0565476429d35a307ef1");
            assertThat(first.certificate().sourceRepositoryRef()).isEqualTo("refs/tags/v0.0.19");
            assertThat(first.trustRoot().name()).isEqualTo("public-good");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"bouncycastle", "jdk"})
    void verifiesWithEveryProvider(String provider) throws IOException {
        Cryptography cryptography = provider.equals("jdk") ? Cryptography.jdk() : Cryptography.bouncyCastle();
        Judge judge = World.judge(
                Publisher.GitHub.PUBLIC_ISSUER, TrustRoot.publicGood("public-good", cryptography));

        Verdict verdict = judge.judge(World.upload(FILENAME, digest(FILENAME), PUBLISHER, World.field(publish(), slsa())));

        assertThat(World.outcome(verdict)).isEqualTo("verified");
    }

    @Test
    void keepsTheSpellingOfEachAttestation() throws IOException {
        String spelled = "{\n \"x-note\" : \"\u00e9 \\u00e9\",\t" + publish().substring(1);

        Verdict verdict = judge(PUBLISHER, " [ " + spelled + " , " + slsa() + "\n] ");

        assertThat(((Verdict.Verified) verdict).attestations())
                .extracting(VerifiedAttestation::json)
                .containsExactly(spelled, slsa());
    }

    @Test
    void refusesAStatementWithOneByteChanged() throws IOException {
        assertThat(outcome(changed(envelope -> World.envelope(envelope), "statement", 20))).isEqualTo("statement-malformed");
    }

    @Test
    void refusesAStatementWithOneByteChangedThatNobodyReads() throws IOException {
        String slsaChanged = change(slsa(), tree -> {
            ObjectNode envelope = World.envelope(tree);
            byte[] bytes = Base64.getDecoder().decode(envelope.path("statement").asText());
            bytes[new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("github-hosted")] ^= 2;
            envelope.put("statement", Base64.getEncoder().encodeToString(bytes));
        });

        assertThat(outcome(slsaChanged)).isEqualTo("signature-invalid");
    }

    @Test
    void refusesASignatureWithOneByteChanged() throws IOException {
        assertThat(outcome(changed(World::envelope, "signature", 40))).isEqualTo("signature-invalid");
    }

    @Test
    void refusesACertificateWithOneByteChanged() throws IOException {
        assertThat(outcome(changed(World::material, "certificate", 20))).isEqualTo("certificate-chain-untrusted");
    }

    @Test
    void refusesALogEntryWithOneByteChanged() throws IOException {
        // In the middle of the payload's digest.
        assertThat(outcome(changed(World::entry, "canonicalizedBody", 250))).isEqualTo("signed-timestamp-invalid");
    }

    @Test
    void refusesAnotherRepository() throws IOException {
        assertThat(outcome(publisher("pypi-attestation", "release.yml", null))).isEqualTo("identity-repository-mismatch");
    }

    @Test
    void refusesAnotherWorkflow() throws IOException {
        assertThat(outcome(publisher("pypi-attestations", "publish.yml", null))).isEqualTo("identity-workflow-mismatch");
    }

    @Test
    void refusesAnotherOwnerOfTheSameName() throws IOException {
        assertThat(outcome(publisher("pypi-attestations", "release.yml", "1"))).isEqualTo("identity-owner-mismatch");
    }

    @Test
    void refusesAnotherIssuer() throws IOException {
        Judge judge = World.judge(
                "http://127.0.0.1:9", TrustRoot.publicGood("public-good", World.CRYPTOGRAPHY));
        Publisher.GitHub publisher = new Publisher.GitHub(
                "http://127.0.0.1:9", "https://github.com", "trailofbits", null, "pypi-attestations", "release.yml", null);

        Verdict verdict = judge.judge(World.upload(FILENAME, digest(FILENAME), publisher, World.field(publish())));

        assertThat(World.outcome(verdict)).isEqualTo("identity-issuer-mismatch");
    }

    @Test
    void refusesAnAttestationOfAnotherFile() throws IOException {
        String name = "rfc8785-0.1.2-py3-none-any.whl";

        Verdict verdict = JUDGE.judge(World.upload(name, digest(name), PUBLISHER, World.field(publish())));

        assertThat(World.outcome(verdict)).isEqualTo("subject-name-mismatch");
    }

    @Test
    void refusesAPersonsAttestationUnderAPublisher() throws IOException {
        String name = "rfc8785-0.1.2-py3-none-any.whl";
        String attestation = Files.readString(DATA.resolve(name + ".publish.attestation"));

        Verdict verdict = JUDGE.judge(World.upload(name, digest(name), PUBLISHER, World.field(attestation)));

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Rejected.class, rejected -> {
            assertThat(rejected.code()).isEqualTo(RejectionCode.IDENTITY_ISSUER_MISMATCH);
            assertThat(rejected.sentence()).contains("https://github.com/login/oauth");
        });
    }

    private static Publisher.GitHub publisher(String repository, String workflow, String ownerId) {
        return new Publisher.GitHub(
                Publisher.GitHub.PUBLIC_ISSUER, "https://github.com", "trailofbits", ownerId, repository, workflow, null);
    }

    private static String outcome(Publisher publisher) throws IOException {
        return World.outcome(judge(publisher, World.field(publish())));
    }

    private static String outcome(String attestation) throws IOException {
        return World.outcome(judge(PUBLISHER, World.field(attestation)));
    }

    private static Verdict judge(Publisher publisher, String field) throws IOException {
        return JUDGE.judge(World.upload(FILENAME, digest(FILENAME), publisher, field));
    }

    private static String changed(UnaryOperator<ObjectNode> place, String member, int position) throws IOException {
        return change(publish(), tree -> {
            ObjectNode object = place.apply(tree);
            byte[] bytes = Base64.getDecoder().decode(object.path(member).asText());
            bytes[position] ^= 1;
            object.put(member, Base64.getEncoder().encodeToString(bytes));
        });
    }

    private static String change(String attestation, Consumer<ObjectNode> change) throws IOException {
        ObjectNode tree = (ObjectNode) JSON.readTree(attestation);
        change.accept(tree);
        return tree.toString();
    }

    private static String publish() {
        return text(FILENAME + ".publish.attestation");
    }

    private static String slsa() {
        return text(FILENAME + ".slsa.attestation");
    }

    private static String text(String name) {
        try {
            return Files.readString(DATA.resolve(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sha256 digest(String name) throws IOException {
        return Sha256.of(Files.readAllBytes(DATA.resolve(name)));
    }
}
