package dev.hallmark.verifier.verification;

import static dev.hallmark.verifier.verification.World.attest;
import static dev.hallmark.verifier.verification.World.changed;
import static dev.hallmark.verifier.verification.World.entry;
import static dev.hallmark.verifier.verification.World.field;
import static dev.hallmark.verifier.verification.World.material;
import static dev.hallmark.verifier.verification.World.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.event.UploadStaged;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.contract.event.VerifiedAttestation;
import dev.hallmark.development.oidc.Job;
import dev.hallmark.development.sigstore.Attestation;
import dev.hallmark.development.sigstore.FulcioExtension;
import dev.hallmark.development.sigstore.Identity;
import dev.hallmark.development.sigstore.Knobs;
import dev.hallmark.development.sigstore.LocalSigstore;
import dev.hallmark.development.sigstore.Statement;
import dev.hallmark.development.sigstore.TrustedRoot.Window;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What is right although it looks unusual. sigstore-java agrees where it can: see [OracleTest].
class AcceptedUploadsTest {

    /// Attestations of the default file and identity that sigstore-java is asked about too.
    static Map<String, Attestation> variants() {
        Map<String, Attestation> variants = new LinkedHashMap<>();
        variants.put("publish attestation", sign(World.STATEMENT));
        variants.put("build provenance", sign(Statement.provenance(World.FILENAME, World.DIGEST)));
        variants.put("statement outside of ASCII", sign(Statement.provenance(World.FILENAME, World.DIGEST)
                .withPredicate("{\"name\":\"\u00e9\u6f22\ud83d\ude00\"}")));
        variants.put("empty object as predicate", sign(World.STATEMENT.withPredicate("{}")));
        variants.put("statement with white space and unknown members", sign(Statement.ofBytes(
                (" \n" + new String(World.STATEMENT.withDuplicate("more", "1").toBytes(), StandardCharsets.UTF_8) + "\n ")
                        .getBytes(StandardCharsets.UTF_8))));
        variants.put("subject in another spelling", sign(World.STATEMENT.withSubjects(
                new Statement.Subject("Sample-Project-1.0.tar.gz", World.DIGEST.hex()))));
        variants.put("workflow at a branch", sign(Identity.of(World.JOB.withRef("refs/heads/main", "f".repeat(40)))));
        variants.put("branch with slashes and signs", sign(Identity.of(World.JOB.withRef("refs/heads/a/b@c+d", "f".repeat(40)))));
        variants.put("workflow at a commit", sign(World.IDENTITY.with(
                FulcioExtension.BUILD_CONFIG_URI,
                "https://github.com/octo-org/octo-repo/.github/workflows/release.yml@0123456789abcdef0123456789abcdef01234567")));
        variants.put("certificate without a ref", sign(World.IDENTITY
                .without(FulcioExtension.SOURCE_REPOSITORY_REF)
                .with(FulcioExtension.BUILD_CONFIG_URI,
                        "https://github.com/octo-org/octo-repo/.github/workflows/release.yml@0123456789abcdef0123456789abcdef01234567")));
        variants.put("certificate without a commit", sign(World.IDENTITY.without(FulcioExtension.SOURCE_REPOSITORY_DIGEST)));
        variants.put("certificate without the older issuer", sign(World.IDENTITY.without(FulcioExtension.ISSUER_V1)));
        variants.put("certificate without the owner's id", sign(World.IDENTITY.without(FulcioExtension.SOURCE_REPOSITORY_OWNER_IDENTIFIER)));
        variants.put("called workflow of elsewhere", sign(Identity.of(
                World.JOB.withJobWorkflowRef("other/repo/.github/workflows/build.yml@refs/tags/v3"))));
        variants.put("signed in the certificate's last second", sign(Knobs.integrated(Knobs.CERTIFICATE_LIFETIME)));
        variants.put("signed in the middle", sign(Knobs.integrated(Duration.ofMinutes(5))));
        putFurther(variants);
        return variants;
    }

    private static void putFurther(Map<String, Attestation> variants) {
        for (String ref : List.of(
                "refs/tags/v1.0.0+local", "refs/tags/1.0@2", "refs/heads/feature/x%20y", "refs/pull/7/merge", "refs/heads/-",
                "refs/heads/main.evil")) {
            variants.put("workflow at " + ref, sign(Identity.of(World.JOB.withRef(ref, "f".repeat(40)))));
        }
        for (int minutes = 1; minutes < 10; minutes += 2) {
            variants.put("signed in minute " + minutes, sign(Knobs.integrated(Duration.ofMinutes(minutes))));
        }
        String text = new String(World.STATEMENT.toBytes(), StandardCharsets.UTF_8);
        statement(variants, "escaped letters in the subject's name", text.replace("sample_project", "\\u0073ample_project"));
        statement(variants, "escaped slashes", text.replace("/", "\\/"));
        statement(variants, "another digest besides", text.replace("\"sha256\"", "\"sha512\":\"00\",\"sha256\""));
        statement(variants, "unknown members of the subject", text.replace("\"digest\"", "\"uri\":\"x:y\",\"annotations\":{},\"digest\""));
        statement(variants, "a string of astral characters", text.replace("{\"_type\"", "{\"x\":\"\ud83d\ude00\",\"_type\""));
        statement(variants, "an escaped surrogate pair", text.replace("{\"_type\"", "{\"x\":\"\\ud83d\\ude00\",\"_type\""));
        statement(variants, "the character that replaces others", text.replace("{\"_type\"", "{\"x\":\"\ufffd\",\"_type\""));
        variants.put("a predicate of numbers", sign(Statement.provenance(World.FILENAME, World.DIGEST)
                .withPredicate("{\"a\":[0,-1,1.5,1e300,9223372036854775808]}")));
        variants.put("a predicate 28 deep", sign(Statement.provenance(World.FILENAME, World.DIGEST)
                .withPredicate("{\"a\":" + "[".repeat(28) + "]".repeat(28) + "}")));
        variants.put("a predicate of 20 KiB", sign(Statement.provenance(World.FILENAME, World.DIGEST)
                .withPredicate("{\"a\":\"" + "x".repeat(20 * 1024) + "\"}")));
    }

    private static void statement(Map<String, Attestation> variants, String name, String text) {
        variants.put("statement with " + name, sign(Statement.ofBytes(text.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void theCorpusIsLarge() {
        assertThat(variants().size() + RekorV2Test.right().size()).isGreaterThanOrEqualTo(40);
        assertThat(RefusedUploadsTest.count() + RekorV2Test.codes().size()).isGreaterThanOrEqualTo(120);
    }

    @TestFactory
    Stream<DynamicTest> accepts() {
        return variants().entrySet().stream().map(variant -> dynamicTest(variant.getKey(), () -> {
            Verdict verdict = World.verdict(variant.getValue().json());

            assertVerified(verdict);
        }));
    }

    @Test
    void acceptsAStatementWithoutAPredicate() {
        assertVerified(World.verdict(attest(World.STATEMENT.withoutPredicate())));
    }

    @Test
    void acceptsBothPredicateTypesTogether() {
        List<Attestation> both = World.SIGSTORE.attest(
                World.IDENTITY, List.of(World.STATEMENT, Statement.provenance(World.FILENAME, World.DIGEST)), Knobs.none());

        Verdict verdict = World.JUDGE.judge(World.upload(Attestation.arrayOf(both)));

        assertThat(((Verdict.Verified) verdict).attestations())
                .extracting(VerifiedAttestation::predicateType)
                .containsExactly(Statement.PUBLISH, Statement.SLSA_PROVENANCE);
    }

    @Test
    void acceptsTagsOfAWheelInAnyOrder() {
        String subject = "sample_project-1.0-py2.py3-none-any.whl";
        Statement statement = Statement.publish("sample_project-1.0-py3.py2-none-any.whl", World.DIGEST);
        UploadStaged upload = World.upload(subject, World.DIGEST, World.PUBLISHER, field(attest(statement)));

        assertVerified(World.JUDGE.judge(upload));
    }

    @Test
    void acceptsNumbersAsJsonNumbers() {
        assertVerified(World.verdict(changed(tree -> {
            entry(tree).put("logIndex", entry(tree).path("logIndex").asLong());
            entry(tree).put("integratedTime", entry(tree).path("integratedTime").asLong());
        })));
    }

    @Test
    void keepsUnknownMembersAtTheTop() {
        String attestation = changed(tree -> tree.put("x-note", "kept"));

        Verdict verdict = World.verdict(attestation);

        assertThat(((Verdict.Verified) verdict).attestations().getFirst().json()).isEqualTo(attestation);
    }

    @Test
    void acceptsTimestampsWithoutRelyingOnThem() {
        assertVerified(World.verdict(changed(tree -> material(tree).putArray("timestamps").add("AAAA"))));
    }

    @Test
    void acceptsSignaturesOfWitnessesUnderACheckpoint() {
        assertVerified(World.verdict(changed(tree -> {
            var checkpoint = member(member(entry(tree), "inclusionProof"), "checkpoint");
            checkpoint.put("envelope", checkpoint.path("envelope").asText() + "\u2014 witness.example AAAAAAAA\n");
        })));
    }

    @Test
    void acceptsWindowsThatEndInTheSecondOfSigning() {
        var root = World.SIGSTORE.trustedRoot()
                .withAuthorityWindow(Window.between(World.NOW, World.NOW))
                .withLogWindow(Window.between(World.NOW, World.NOW))
                .withCertificateLogWindow(Window.between(World.NOW, World.NOW));

        assertVerified(World.judge(root.json()).judge(World.upload(field(attest()))));
    }

    @Test
    void acceptsAPublisherWhoseOwnersIdIsNotKnown() {
        Publisher.GitHub publisher = new Publisher.GitHub(
                World.PUBLISHER.issuer(), World.PUBLISHER.server(), "octo-org", null, "octo-repo", "release.yml", "release");

        assertVerified(World.JUDGE.judge(World.upload(World.FILENAME, World.DIGEST, publisher, field(attest()))));
    }

    @Test
    void acceptsAWorkflowOfAPrivateIssuerByItsOwnRoot() {
        LocalSigstore other = LocalSigstore.inMemory(Clock.fixed(World.NOW, ZoneOffset.UTC));
        String issuer = "http://127.0.0.1:8101";
        Publisher.GitHub publisher =
                new Publisher.GitHub(issuer, "https://github.com", "octo-org", null, "octo-repo", "release.yml", null);
        Judge judge = new Judge(
                TrustRoots.of(Map.of(
                        Publisher.GitHub.PUBLIC_ISSUER, World.root("first", World.SIGSTORE.trustedRoot().json()),
                        issuer, World.root("second", other.trustedRoot().json()))),
                dev.hallmark.verifier.attestation.AttestationLimits.DEFAULT);
        String attestation = other.attest(Identity.of(Job.of("octo-org/octo-repo", "release.yml"), issuer), World.STATEMENT).json();

        Verdict verdict = judge.judge(World.upload(World.FILENAME, World.DIGEST, publisher, field(attestation)));

        assertThat(((Verdict.Verified) verdict).attestations().getFirst().trustRoot().name()).isEqualTo("second");
    }

    @Test
    void saysUnattestedOfAnUploadWithoutAttestations() {
        assertThat(World.JUDGE.judge(World.upload(null))).isEqualTo(new Verdict.Unattested());
    }

    private static Attestation sign(Statement statement) {
        return World.SIGSTORE.attest(World.IDENTITY, statement);
    }

    private static Attestation sign(Identity identity) {
        return World.SIGSTORE.attest(identity, World.STATEMENT);
    }

    private static Attestation sign(Knobs knobs) {
        return World.SIGSTORE.attest(World.IDENTITY, World.STATEMENT, knobs);
    }

    private static void assertVerified(Verdict verdict) {
        assertThat(verdict).as(String.valueOf(verdict)).isInstanceOf(Verdict.Verified.class);
    }
}
