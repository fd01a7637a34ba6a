package dev.hallmark.verifier.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.Sha256;
import dev.hallmark.development.sigstore.Bundle;
import dev.hallmark.development.sigstore.EvidenceForm;
import dev.hallmark.development.sigstore.Fault;
import dev.hallmark.development.sigstore.FulcioExtension;
import dev.hallmark.development.sigstore.Identity;
import dev.hallmark.development.sigstore.Knobs;
import dev.hallmark.development.sigstore.Oddity;
import dev.hallmark.development.sigstore.Statement;
import dev.hallmark.verifier.encoding.Octets;
import dev.hallmark.verifier.policy.CertificateIdentity;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.verification.World;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class BundleVerifierTest {

    private static final byte[] FILE = "the bytes of the file".getBytes(StandardCharsets.UTF_8);
    private static final CertificateIdentity IDENTITY = new CertificateIdentity(
            "https://github.com/octo-org/octo-repo/.github/workflows/release.yml@refs/tags/v1.0.0",
            World.PUBLISHER.issuer());
    private static final BundleVerifier VERIFIER =
            new BundleVerifier(World.root("local", World.SIGSTORE.trustedRoot().json()));

    static {
        for (int i = 0; i < 5; i++) {
            message(Knobs.in(EvidenceForm.REKOR_V2));
        }
    }

    @TestFactory
    Stream<DynamicTest> acceptsEveryForm() {
        Map<String, String> right = new LinkedHashMap<>();
        for (EvidenceForm form : EvidenceForm.values()) {
            if (form != EvidenceForm.REKOR_V1_INTOTO) {
                right.put("statement in " + form, statement(Knobs.in(form)));
            }
        }
        for (EvidenceForm form : List.of(EvidenceForm.REKOR_V1, EvidenceForm.REKOR_V2)) {
            right.put("file in " + form, message(Knobs.in(form)));
            for (Oddity oddity : Oddity.values()) {
                right.put("file in " + form + " with " + oddity, message(Knobs.in(form).and(oddity)));
            }
        }
        for (Bundle.Version version : Bundle.Version.values()) {
            right.put("bundle of " + version, World.SIGSTORE.bundle(version, World.IDENTITY, FILE, Knobs.none()).json());
        }
        right.put("version 0.3 in the older spelling", changed(tree ->
                tree.put("mediaType", "application/vnd.dev.sigstore.bundle+json;version=0.3")));
        right.put("chain with certificates of authorities", chained(chain -> chain.addObject().put("rawBytes", "AAAA")));
        right.put("file without a claimed digest", changed(tree -> ((ObjectNode) tree.get("messageSignature")).remove("messageDigest")));
        right.put("empty timestamps", changed(tree -> material(tree)
                .putObject("timestampVerificationData").putArray("rfc3161Timestamps")));
        right.put("certificate without the newer issuer", World.SIGSTORE.bundle(
                Bundle.Version.V0_3,
                World.IDENTITY.without(FulcioExtension.ISSUER), FILE, Knobs.none()).json());
        right.put("time by a timestamp alone, in the first version", changed(
                Knobs.none().and(Oddity.TIMESTAMPED_TOO), tree -> entry(tree).remove(List.of("inclusionPromise", "integratedTime"))));
        right.put("statement about several files", statement(World.STATEMENT.withSubjects(
                new Statement.Subject("other", "0".repeat(64)), new Statement.Subject("x", digest().hex()))));
        return right.entrySet().stream().map(entry -> dynamicTest(entry.getKey(), () -> assertThat(outcome(entry.getValue()))
                .isEqualTo("verified")));
    }

    @TestFactory
    Stream<DynamicTest> refusesEveryFaultOfEveryForm() {
        return Stream.of(EvidenceForm.REKOR_V1, EvidenceForm.REKOR_V2).flatMap(form -> Arrays.stream(Fault.values())
                .filter(fault -> fault.bends(form))
                .filter(fault -> fault != Fault.STATEMENT_CHANGED_AFTER_SIGNING)
                .map(fault -> dynamicTest(fault + " in " + form, () -> assertThat(outcome(message(Knobs.in(form).and(fault))))
                        .isNotEqualTo("verified"))));
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        Map<String, List<String>> wrong = new LinkedHashMap<>();
        wrong.put("not JSON", List.of("attestations-malformed", "bundle"));
        wrong.put("more than 1 MiB", List.of("attestation-too-large", " ".repeat(1024 * 1024 + 1)));
        wrong.put("unknown version", List.of("attestations-malformed", changed(tree ->
                tree.put("mediaType", "application/vnd.dev.sigstore.bundle.v0.4+json"))));
        wrong.put("unknown member", List.of("attestations-malformed", changed(tree -> tree.put("more", 1))));
        wrong.put("chain in version 0.3", List.of("attestations-malformed", chained(_ -> {}).replace("version=0.2", "version=0.3")));
        wrong.put("empty chain", List.of("attestations-malformed", chained(ArrayNode::removeAll)));
        wrong.put("public key in place of a certificate", List.of("attestations-malformed", changed(tree -> {
            material(tree).remove("certificate");
            material(tree).putObject("publicKey").put("hint", "x");
        })));
        wrong.put("neither file nor statement", List.of("attestations-malformed", changed(tree -> tree.remove("messageSignature"))));
        wrong.put("file and statement", List.of("attestations-malformed", changed(tree -> tree.putObject("dsseEnvelope"))));
        wrong.put("digest of another file", List.of("subject-digest-mismatch", changed(tree -> ((ObjectNode) tree.get("messageSignature"))
                .withObject("messageDigest").put("digest", "A".repeat(43) + "="))));
        wrong.put("digest of another kind", List.of("attestations-malformed", changed(tree -> ((ObjectNode) tree.get("messageSignature"))
                .withObject("messageDigest").put("algorithm", "SHA2_512"))));
        wrong.put("statement about another file", List.of("subject-digest-mismatch", statement(World.STATEMENT.withSubjects(
                new Statement.Subject("x", "0".repeat(64))))));
        wrong.put("statement of another type", List.of("statement-malformed", statement(World.STATEMENT.withType("https://example.org"))));
        wrong.put("entry of kind intoto", List.of("log-entry-malformed", statement(Knobs.in(EvidenceForm.REKOR_V1_INTOTO))));
        wrong.put("no time", List.of("signing-time-missing", changed(tree -> entry(tree).remove("inclusionPromise"))));
        wrong.put("no entry", List.of("log-entry-count", changed(tree -> material(tree).putArray("tlogEntries"))));
        return wrong.entrySet().stream().map(entry -> dynamicTest(entry.getKey(), () -> assertThat(outcome(entry.getValue().get(1)))
                .isEqualTo(entry.getValue().get(0))));
    }

    @Test
    void refusesAnEnvelopeOfAnotherType() {
        ObjectNode tree = World.SIGSTORE.bundle(Bundle.Version.V0_3, World.IDENTITY, World.STATEMENT, Knobs.none()).tree();
        ((ObjectNode) tree.get("dsseEnvelope")).put("payloadType", "text/plain");

        assertThat(outcome(tree.toString())).isEqualTo("attestations-malformed");
    }

    @Test
    void refusesAnEnvelopeSignedTwice() {
        ObjectNode tree = World.SIGSTORE.bundle(Bundle.Version.V0_3, World.IDENTITY, World.STATEMENT, Knobs.none()).tree();
        ArrayNode signatures = (ArrayNode) tree.get("dsseEnvelope").get("signatures");
        signatures.add(signatures.get(0));

        assertThat(outcome(tree.toString())).isEqualTo("attestations-malformed");
    }

    @Test
    void refusesAnotherIdentityOrIssuer() {
        String bundle = message(Knobs.none());

        assertThat(outcome(bundle, new CertificateIdentity(IDENTITY.name() + ".evil", IDENTITY.issuer())))
                .isEqualTo("identity-workflow-mismatch");
        assertThat(outcome(bundle, new CertificateIdentity(IDENTITY.name(), "https://issuer.example")))
                .isEqualTo("identity-issuer-mismatch");
    }

    @Test
    void cannotAskForNobody() {
        assertThatThrownBy(() -> new CertificateIdentity("", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CertificateIdentity("x", " ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsWhoSignedWhenAndWhatItFoundTheEntryToBe() {
        Checked<VerifiedBundle> answer = VERIFIER.verify(Octets.ofUtf8(statement(Knobs.none())), digest(), IDENTITY);

        assertThat(answer).isInstanceOfSatisfying(Checked.Passed.class, passed -> {
            VerifiedBundle bundle = (VerifiedBundle) passed.value();
            assertThat(bundle.certificate().subjectAlternativeName()).isEqualTo(IDENTITY.name());
            assertThat(bundle.signedAt()).isEqualTo(World.NOW);
            assertThat(bundle.predicateType()).contains(Statement.PUBLISH);
            assertThat(bundle.logEntry().kind()).isEqualTo("dsse");
            assertThat(bundle.trustRoot().name()).isEqualTo("local");
        });
    }

    @Test
    void verifiesPeople() {
        Identity person = Identity.ofPerson("octo@example.org", "https://github.com/login/oauth");
        String bundle = World.SIGSTORE.bundle(Bundle.Version.V0_3, person, FILE, Knobs.none()).json();

        assertThat(outcome(bundle, new CertificateIdentity("octo@example.org", "https://github.com/login/oauth")))
                .isEqualTo("verified");
    }

    private static Sha256 digest() {
        return Sha256.of(FILE);
    }

    private static String message(Knobs knobs) {
        return World.SIGSTORE.bundle(Bundle.Version.V0_3, World.IDENTITY, FILE, knobs).json();
    }

    private static String statement(Knobs knobs) {
        return World.SIGSTORE.bundle(Bundle.Version.V0_3, World.IDENTITY, World.STATEMENT, knobs).json();
    }

    private static String statement(Statement statement) {
        return World.SIGSTORE.bundle(Bundle.Version.V0_3, World.IDENTITY, statement, Knobs.none()).json();
    }

    private static String changed(Consumer<ObjectNode> change) {
        return changed(Knobs.none(), change);
    }

    private static String changed(Knobs knobs, Consumer<ObjectNode> change) {
        ObjectNode tree = World.SIGSTORE.bundle(Bundle.Version.V0_3, World.IDENTITY, FILE, knobs).tree();
        change.accept(tree);
        return tree.toString();
    }

    private static String chained(Consumer<ArrayNode> change) {
        ObjectNode tree = World.SIGSTORE.bundle(Bundle.Version.V0_2, World.IDENTITY, FILE, Knobs.none()).tree();
        change.accept((ArrayNode) material(tree).get("x509CertificateChain").get("certificates"));
        return tree.toString();
    }

    private static ObjectNode material(ObjectNode bundle) {
        return (ObjectNode) bundle.get("verificationMaterial");
    }

    private static ObjectNode entry(ObjectNode bundle) {
        return (ObjectNode) material(bundle).get("tlogEntries").get(0);
    }

    private static String outcome(String bundle) {
        return outcome(bundle, IDENTITY);
    }

    private static String outcome(String bundle, CertificateIdentity identity) {
        return switch (VERIFIER.verify(Octets.ofUtf8(bundle), digest(), identity)) {
            case Checked.Passed<VerifiedBundle> _ -> "verified";
            case Checked.Refused<VerifiedBundle>(var why) -> why.code().code();
        };
    }
}
