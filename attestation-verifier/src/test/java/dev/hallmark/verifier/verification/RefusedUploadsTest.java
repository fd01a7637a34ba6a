package dev.hallmark.verifier.verification;

import static dev.hallmark.verifier.verification.Vectors.base64;
import static dev.hallmark.verifier.verification.Vectors.body;
import static dev.hallmark.verifier.verification.Vectors.changedEntry;
import static dev.hallmark.verifier.verification.Vectors.checkpoint;
import static dev.hallmark.verifier.verification.Vectors.fault;
import static dev.hallmark.verifier.verification.Vectors.github;
import static dev.hallmark.verifier.verification.Vectors.identity;
import static dev.hallmark.verifier.verification.Vectors.knobs;
import static dev.hallmark.verifier.verification.Vectors.malformed;
import static dev.hallmark.verifier.verification.Vectors.policy;
import static dev.hallmark.verifier.verification.Vectors.publisher;
import static dev.hallmark.verifier.verification.Vectors.root;
import static dev.hallmark.verifier.verification.Vectors.statement;
import static dev.hallmark.verifier.verification.Vectors.stricter;
import static dev.hallmark.verifier.verification.Vectors.subject;
import static dev.hallmark.verifier.verification.Vectors.text;
import static dev.hallmark.verifier.verification.Vectors.upload;
import static dev.hallmark.verifier.verification.World.attest;
import static dev.hallmark.verifier.verification.World.changed;
import static dev.hallmark.verifier.verification.World.entry;
import static dev.hallmark.verifier.verification.World.envelope;
import static dev.hallmark.verifier.verification.World.field;
import static dev.hallmark.verifier.verification.World.material;
import static dev.hallmark.verifier.verification.World.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.ProjectPolicy;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.RejectionCode;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.event.Uploader;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.development.oidc.Job;
import dev.hallmark.development.sigstore.EvidenceForm;
import dev.hallmark.development.sigstore.Fault;
import dev.hallmark.development.sigstore.FulcioExtension;
import dev.hallmark.development.sigstore.Identity;
import dev.hallmark.development.sigstore.Knobs;
import dev.hallmark.development.sigstore.Statement;
import dev.hallmark.development.sigstore.TrustedRoot;
import dev.hallmark.development.sigstore.TrustedRoot.Window;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// One upload for each way in which attestations can be wrong, locally signed; every rejection code is among them.
class RefusedUploadsTest {

    static {
        fieldVectors();
        statementVectors();
        certificateVectors();
        identityVectors();
        stricterVectors();
        forgeVectors();
        policyVectors();
        logEntryVectors();
        timeVectors();
        proofVectors();
        envelopeVectors();
    }

    static int count() {
        return Vectors.ALL.size();
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        return Vectors.ALL.stream().map(vector -> dynamicTest(vector.name(), () -> {
            Verdict verdict = vector.verdict().get();

            assertThat(verdict).isInstanceOfSatisfying(Verdict.Rejected.class, rejected -> {
                assertThat(rejected.code()).as(rejected.sentence()).isEqualTo(vector.code());
                assertThat(rejected.expected()).isNotBlank();
                assertThat(rejected.actual()).isNotBlank().hasSizeLessThan(600);
                assertThat(rejected.sentence()).matches("[ -~]+");
            });
        }));
    }

    @Test
    void hasAVectorForEveryCode() {
        Set<RejectionCode> covered = Vectors.ALL.stream().map(Vectors.Vector::code).collect(Collectors.toSet());

        covered.addAll(RekorV2Test.codes().values());

        assertThat(covered).isEqualTo(EnumSet.allOf(RejectionCode.class));
    }

    @Test
    void hasAVectorForEveryFaultOfTheLocalSigstore() {
        Set<String> named = Vectors.ALL.stream().map(Vectors.Vector::name).collect(Collectors.toSet());

        assertThat(Arrays.stream(Fault.values()).filter(fault -> fault.bends(EvidenceForm.REKOR_V1)).map(Vectors::name))
                .allMatch(named::contains);
    }

    @Test
    void tellsBothIssuersOfACertificateThatHasTwo() {
        assertThat(found(World.IDENTITY.with(FulcioExtension.ISSUER_V1, "https://issuer.example")))
                .contains("two issuers")
                .contains("https://issuer.example")
                .contains(Publisher.GitHub.PUBLIC_ISSUER);
    }

    @Test
    void tellsTheOneIssuerOfACertificateOfAnother() {
        Identity identity = Identity.of(World.JOB, "https://issuer.example");

        assertThat(List.of(found(identity), found(identity.without(FulcioExtension.ISSUER_V1))))
                .allSatisfy(found -> assertThat(found).contains("https://issuer.example").doesNotContain("two issuers"));
    }

    @Test
    void tellsWhenACertificateNamesNeitherCommitNorRef() {
        Identity other = World.IDENTITY.with(FulcioExtension.BUILD_CONFIG_URI, "https://github.com/octo-org/octo-repo");

        assertThat(found(other)).doesNotContain("neither");
        assertThat(found(other.without(FulcioExtension.SOURCE_REPOSITORY_DIGEST).without(FulcioExtension.SOURCE_REPOSITORY_REF)))
                .endsWith("and neither commit nor ref");
    }

    private static String found(Identity identity) {
        return ((Verdict.Rejected) World.JUDGE.judge(World.upload(field(attest(identity))))).actual();
    }

    private static void fieldVectors() {
        text("no array", RejectionCode.ATTESTATIONS_MALFORMED, attest());
        text("empty array", RejectionCode.ATTESTATIONS_EMPTY, "[]");
        text("three attestations", RejectionCode.ATTESTATIONS_TOO_MANY, field(attest(), attest(), attest()));
        text("two of one predicate type", RejectionCode.PREDICATE_TYPE_REPEATED, field(attest(), attest()));
        text("second attestation malformed", RejectionCode.ATTESTATIONS_MALFORMED, field(attest(), "{}"));
        text("attestation of 64 KiB and more", RejectionCode.ATTESTATION_TOO_LARGE,
                field(changed(tree -> tree.put("note", "n".repeat(64 * 1024)))));
        text("more than 256 KiB", RejectionCode.ATTESTATION_TOO_LARGE, field(" ".repeat(256 * 1024) + attest()));
        text("version 2", RejectionCode.ATTESTATIONS_MALFORMED, field(changed(tree -> tree.put("version", 2))));
        text("version 1.0", RejectionCode.ATTESTATIONS_MALFORMED, field(changed(tree -> tree.put("version", 1.0))));
        text("version as text", RejectionCode.ATTESTATIONS_MALFORMED, field(changed(tree -> tree.put("version", "1"))));
        text("no version", RejectionCode.ATTESTATIONS_MALFORMED, field(changed(tree -> tree.remove("version"))));
        text("unknown verification material", RejectionCode.ATTESTATIONS_MALFORMED,
                field(changed(tree -> material(tree).put("more", 1))));
        text("unknown member of the envelope", RejectionCode.ATTESTATIONS_MALFORMED,
                field(changed(tree -> envelope(tree).put("payloadType", "text/plain"))));
        text("member twice", RejectionCode.ATTESTATIONS_MALFORMED, field("{\"version\":1," + attest().substring(1)));
        text("base64 with line breaks", RejectionCode.ATTESTATIONS_MALFORMED, field(changed(tree -> envelope(tree)
                .put("statement", envelope(tree).path("statement").asText().replaceFirst("(.{76})", "$1\n")))));
        text("base64 without padding", RejectionCode.ATTESTATIONS_MALFORMED,
                field(changed(tree -> envelope(tree).put("signature", "MAYCAQECAQE"))));
        text("base64 with bits that carry nothing", RejectionCode.ATTESTATIONS_MALFORMED,
                field(changed(tree -> envelope(tree).put("signature", "MAYCAQECAQF="))));
        text("base64 of the URL alphabet", RejectionCode.ATTESTATIONS_MALFORMED,
                field(changed(tree -> envelope(tree).put("signature", "_-__"))));
        text("certificate of more than 16 KiB", RejectionCode.CERTIFICATE_TOO_LARGE,
                field(changed(tree -> material(tree).put("certificate", base64(new byte[16 * 1024 + 1])))));
        Vectors.ALL.add(new Vectors.Vector("statement of more than 128 KiB", RejectionCode.STATEMENT_TOO_LARGE, () ->
                World.roomyJudge().judge(World.upload(
                        field(changed(tree -> envelope(tree).put("statement", base64(new byte[128 * 1024 + 1]))))))));
        upload("attestations from an API token", RejectionCode.PUBLISHER_REQUIRED, () -> World.upload(
                World.FILENAME, World.DIGEST, new Uploader.ApiToken(new UUID(0, 2), "ci"), field(attest())));
        upload("nonsense from an API token", RejectionCode.PUBLISHER_REQUIRED, () -> World.upload(
                World.FILENAME, World.DIGEST, new Uploader.ApiToken(new UUID(0, 2), "ci"), "nonsense"));
    }

    private static void statementVectors() {
        statement("statement that is not JSON", RejectionCode.STATEMENT_MALFORMED,
                Statement.ofBytes("statement".getBytes(StandardCharsets.UTF_8)));
        statement("empty statement", RejectionCode.STATEMENT_MALFORMED, Statement.ofBytes(new byte[0]));
        statement("statement with a byte order mark", RejectionCode.STATEMENT_MALFORMED,
                Statement.ofBytes(("\ufeff" + text(World.STATEMENT)).getBytes(StandardCharsets.UTF_8)));
        statement("statement in Latin-1", RejectionCode.STATEMENT_MALFORMED, Statement.ofBytes(
                text(World.STATEMENT.withPredicate("{\"\u00e9\":1}")).getBytes(StandardCharsets.ISO_8859_1)));
        statement("statement with more after it", RejectionCode.STATEMENT_MALFORMED,
                Statement.ofBytes((text(World.STATEMENT) + " {}").getBytes(StandardCharsets.UTF_8)));
        statement("Statement v0.1", RejectionCode.STATEMENT_MALFORMED,
                World.STATEMENT.withType("https://in-toto.io/Statement/v0.1"));
        statement("subject twice as a member", RejectionCode.STATEMENT_MALFORMED, World.STATEMENT.withDuplicate("subject", "[]"));
        statement("predicate type twice as a member", RejectionCode.STATEMENT_MALFORMED,
                World.STATEMENT.withDuplicate("predicateType", "\"" + Statement.PUBLISH + "\""));
        statement("publish attestation with content", RejectionCode.STATEMENT_MALFORMED,
                World.STATEMENT.withPredicate("{\"a\":1}"));
        statement("predicate that is an array", RejectionCode.STATEMENT_MALFORMED, World.STATEMENT.withPredicate("[]"));
        statement("no subject", RejectionCode.SUBJECT_COUNT, World.STATEMENT.withSubjects());
        statement("two subjects", RejectionCode.SUBJECT_COUNT, World.STATEMENT.withSubjects(
                new Statement.Subject(World.FILENAME, World.DIGEST.hex()), new Statement.Subject("other", "")));
        subject("subject of another version", RejectionCode.SUBJECT_NAME_MISMATCH, "sample_project-1.1.tar.gz", World.DIGEST.hex());
        subject("subject of another project", RejectionCode.SUBJECT_NAME_MISMATCH, "simple_project-1.0.tar.gz", World.DIGEST.hex());
        subject("wheel as the subject of an sdist", RejectionCode.SUBJECT_NAME_MISMATCH,
                "sample_project-1.0-py3-none-any.whl", World.DIGEST.hex());
        subject("subject without a name", RejectionCode.SUBJECT_NAME_MISMATCH, "", World.DIGEST.hex());
        subject("subject that is a path", RejectionCode.SUBJECT_NAME_MISMATCH, "dist/" + World.FILENAME, World.DIGEST.hex());
        subject("digest of other bytes", RejectionCode.SUBJECT_DIGEST_MISMATCH, World.FILENAME, Sha256.of(new byte[1]).hex());
        subject("digest in upper case", RejectionCode.SUBJECT_DIGEST_MISMATCH, World.FILENAME, World.DIGEST.hex().toUpperCase());
        subject("digest cut short", RejectionCode.SUBJECT_DIGEST_MISMATCH, World.FILENAME, World.DIGEST.hex().substring(1));
        subject("no digest", RejectionCode.SUBJECT_DIGEST_MISMATCH, World.FILENAME, "");
        statement("only a SHA-1 digest", RejectionCode.SUBJECT_DIGEST_MISMATCH,
                Statement.ofBytes(text(World.STATEMENT).replace("sha256", "sha1").getBytes(StandardCharsets.UTF_8)));
        for (String type : List.of("https://slsa.dev/provenance/v0.2", Statement.PUBLISH + "/", "", "HTTPS://slsa.dev/provenance/v1")) {
            statement("predicate type '" + type + "'", RejectionCode.PREDICATE_TYPE_UNSUPPORTED,
                    World.STATEMENT.withPredicateType(type));
        }
        statement("no predicate type", RejectionCode.STATEMENT_MALFORMED, Statement.ofBytes(
                text(World.STATEMENT).replace("predicateType", "predicatetype").getBytes(StandardCharsets.UTF_8)));
    }

    private static void certificateVectors() {
        fault(Fault.CERTIFICATE_FOLLOWED_BY_BYTE, RejectionCode.CERTIFICATE_MALFORMED);
        text("certificate that is not DER", RejectionCode.CERTIFICATE_MALFORMED,
                field(changed(tree -> material(tree).put("certificate", "AAAA"))));
        text("empty certificate", RejectionCode.CERTIFICATE_MALFORMED,
                field(changed(tree -> material(tree).put("certificate", ""))));
        text("certificate with an indefinite length", RejectionCode.CERTIFICATE_MALFORMED,
                field(changed(tree -> material(tree).put("certificate", "MIAAAA=="))));
        fault(Fault.FOREIGN_AUTHORITY, RejectionCode.CERTIFICATE_CHAIN_UNTRUSTED);
        root("authority not yet valid", RejectionCode.CERTIFICATE_CHAIN_UNTRUSTED, root ->
                root.withAuthorityWindow(Window.from(World.NOW.plusSeconds(1))));
        root("authority no longer valid", RejectionCode.CERTIFICATE_CHAIN_UNTRUSTED, root ->
                root.withAuthorityWindow(Window.between(World.NOW.minusSeconds(9), World.NOW.minusSeconds(1))));
        fault(Fault.SERVER_AUTHENTICATION_USAGE, RejectionCode.CERTIFICATE_USAGE);
        fault(Fault.NO_EXTENDED_USAGE, RejectionCode.CERTIFICATE_USAGE);
        fault(Fault.NO_DIGITAL_SIGNATURE_USAGE, RejectionCode.CERTIFICATE_USAGE);
        fault(Fault.LEAF_IS_AUTHORITY, RejectionCode.CERTIFICATE_USAGE);
        fault(Fault.NO_CERTIFICATE_TIMESTAMP, RejectionCode.SCT_INVALID);
        fault(Fault.CERTIFICATE_TIMESTAMP_OF_UNKNOWN_LOG, RejectionCode.SCT_INVALID);
        fault(Fault.CERTIFICATE_TIMESTAMP_SIGNATURE_CHANGED, RejectionCode.SCT_INVALID);
        fault(Fault.CERTIFICATE_TIMESTAMP_OF_OTHER_CERTIFICATE, RejectionCode.SCT_INVALID);
        root("certificate log not yet valid", RejectionCode.SCT_INVALID, root ->
                root.withCertificateLogWindow(Window.from(World.NOW.plusSeconds(1))));
        root("certificate log no longer valid", RejectionCode.SCT_INVALID, root ->
                root.withCertificateLogWindow(Window.between(World.NOW.minusSeconds(9), World.NOW.minusSeconds(1))));
    }

    private static void identityVectors() {
        Publisher.GitHub right = World.PUBLISHER;
        publisher("publisher of another issuer", RejectionCode.TRUST_ROOT_NOT_CONFIGURED,
                github("http://127.0.0.1:1", right.server(), right.owner(), right.repository(), right.workflow()));
        publisher("other owner", RejectionCode.IDENTITY_REPOSITORY_MISMATCH,
                github(right.issuer(), right.server(), "octo-org-evil", right.repository(), right.workflow()));
        publisher("owner in other case", RejectionCode.IDENTITY_REPOSITORY_MISMATCH,
                github(right.issuer(), right.server(), "Octo-Org", right.repository(), right.workflow()));
        publisher("repository that is a prefix", RejectionCode.IDENTITY_REPOSITORY_MISMATCH,
                github(right.issuer(), right.server(), right.owner(), "octo-rep", right.workflow()));
        publisher("other server", RejectionCode.IDENTITY_REPOSITORY_MISMATCH,
                github(right.issuer(), "https://github.example", right.owner(), right.repository(), right.workflow()));
        publisher("other workflow", RejectionCode.IDENTITY_WORKFLOW_MISMATCH,
                github(right.issuer(), right.server(), right.owner(), right.repository(), "publish.yml"));
        publisher("workflow that is a prefix", RejectionCode.IDENTITY_WORKFLOW_MISMATCH,
                github(right.issuer(), right.server(), right.owner(), right.repository(), "release.y"));
        publisher("owner with another id", RejectionCode.IDENTITY_OWNER_MISMATCH, new Publisher.GitHub(
                right.issuer(), right.server(), right.owner(), "2003", right.repository(), right.workflow(), null));
        identity("certificate of another issuer", RejectionCode.IDENTITY_ISSUER_MISMATCH,
                Identity.of(World.JOB, "https://issuer.example"));
        identity("certificate without an issuer", RejectionCode.IDENTITY_ISSUER_MISMATCH,
                World.IDENTITY.without(FulcioExtension.ISSUER));
        identity("certificate with two issuers", RejectionCode.IDENTITY_ISSUER_MISMATCH,
                World.IDENTITY.with(FulcioExtension.ISSUER_V1, "https://issuer.example"));
        identity("person of our issuer", RejectionCode.IDENTITY_WORKFLOW_MISMATCH,
                Identity.ofPerson("octo@example.org", Publisher.GitHub.PUBLIC_ISSUER));
        identity("person with the extensions of a workflow", RejectionCode.IDENTITY_WORKFLOW_MISMATCH,
                World.IDENTITY.withSubject(new Identity.SubjectName.Email("octo@example.org")));
        identity("person of another issuer", RejectionCode.IDENTITY_ISSUER_MISMATCH,
                Identity.ofPerson("octo@example.org", "https://github.com/login/oauth"));
        identity("certificate without extensions", RejectionCode.IDENTITY_ISSUER_MISMATCH, World.IDENTITY.withoutExtensions());
        identity("certificate without a repository", RejectionCode.IDENTITY_REPOSITORY_MISMATCH,
                World.IDENTITY.without(FulcioExtension.SOURCE_REPOSITORY_URI));
        identity("repository with a NUL", RejectionCode.IDENTITY_REPOSITORY_MISMATCH,
                World.IDENTITY.with(FulcioExtension.SOURCE_REPOSITORY_URI, "https://github.com/octo-org/octo-repo\0"));
        identity("repository with a slash at its end", RejectionCode.IDENTITY_REPOSITORY_MISMATCH,
                World.IDENTITY.with(FulcioExtension.SOURCE_REPOSITORY_URI, "https://github.com/octo-org/octo-repo/"));
        identity("certificate without a build configuration", RejectionCode.IDENTITY_WORKFLOW_MISMATCH,
                World.IDENTITY.without(FulcioExtension.BUILD_CONFIG_URI));
        identity("certificate without commit and ref", RejectionCode.IDENTITY_WORKFLOW_MISMATCH, World.IDENTITY
                .without(FulcioExtension.SOURCE_REPOSITORY_REF).without(FulcioExtension.SOURCE_REPOSITORY_DIGEST));
        identity("build configuration at another ref", RejectionCode.IDENTITY_WORKFLOW_MISMATCH, World.IDENTITY.with(
                FulcioExtension.BUILD_CONFIG_URI,
                "https://github.com/octo-org/octo-repo/.github/workflows/release.yml@refs/tags/v1.0.0.evil"));
        identity("called workflow is ours, calling one is not", RejectionCode.IDENTITY_REPOSITORY_MISMATCH, Identity.of(
                Job.of("evil/fork", "release.yml")
                        .withJobWorkflowRef("octo-org/octo-repo/.github/workflows/release.yml@refs/heads/main")));
    }

    private static void stricterVectors() {
        Publisher onCalled = Publishers.github("octo-org/shared/.github/workflows/build.yml", null, null, null);
        for (String uri : List.of(
                "octo-org/octo-repo/.github/workflows/release.yml@refs/tags/v1.0.0",
                "octo-org/shared/.github/workflows/build.yml.evil@refs/heads/main",
                "octo-org/shared/.github/workflows/build.yml@evil.yml@refs/heads/main",
                "octo-org/shared/.github/workflows/build.yml@",
                "octo-org/shared/.github/workflows/build.yml",
                "evil/shared/.github/workflows/build.yml@refs/heads/main")) {
            stricter("job in called workflow " + uri, RejectionCode.IDENTITY_CALLED_WORKFLOW_MISMATCH, onCalled,
                    Identity.of(World.JOB.withJobWorkflowRef(uri)));
        }
        stricter("certificate without a called workflow", RejectionCode.IDENTITY_CALLED_WORKFLOW_MISMATCH, onCalled,
                World.IDENTITY.without(FulcioExtension.BUILD_SIGNER_URI));
        stricter("called workflow right, calling one not", RejectionCode.IDENTITY_WORKFLOW_MISMATCH, onCalled,
                Identity.of(Job.of("octo-org/octo-repo", "other.yml")
                        .withJobWorkflowRef("octo-org/shared/.github/workflows/build.yml@refs/heads/main")));
        Publisher ofTags = Publishers.github(null, "refs/tags/v*", null, null);
        stricter("ref outside of the pattern", RejectionCode.IDENTITY_REF_MISMATCH, ofTags,
                Identity.of(World.JOB.withRef("refs/heads/v1", "f".repeat(40))));
        stricter("certificate without a ref for a pattern", RejectionCode.IDENTITY_REF_MISMATCH, ofTags, World.IDENTITY
                .without(FulcioExtension.SOURCE_REPOSITORY_REF)
                .with(FulcioExtension.BUILD_CONFIG_URI,
                        "https://github.com/octo-org/octo-repo/.github/workflows/release.yml@0123456789abcdef0123456789abcdef01234567"));
        stricter("other environment", RejectionCode.IDENTITY_ENVIRONMENT_MISMATCH, Publishers.github(null, null, "release", null),
                Identity.of(World.JOB.withEnvironment("staging")));
        stricter("repository with another id", RejectionCode.IDENTITY_REPOSITORY_MISMATCH, Publishers.github(null, null, null, "1002"),
                World.IDENTITY);
        stricter("certificate without a repository id", RejectionCode.IDENTITY_REPOSITORY_MISMATCH,
                Publishers.github(null, null, null, "1001"), World.IDENTITY.without(FulcioExtension.SOURCE_REPOSITORY_IDENTIFIER));
    }

    private static void forgeVectors() {
        Publisher gitLab = Publishers.gitLab(null, null, null);
        stricter("project of another group", RejectionCode.IDENTITY_REPOSITORY_MISMATCH, gitLab,
                Publishers.GITLAB.with(FulcioExtension.SOURCE_REPOSITORY_URI, "https://gitlab.com/octo/sub-evil/octo-repo"));
        stricter("group with another id", RejectionCode.IDENTITY_OWNER_MISMATCH, gitLab,
                Publishers.GITLAB.with(FulcioExtension.SOURCE_REPOSITORY_OWNER_IDENTIFIER, "78"));
        stricter("project with another id", RejectionCode.IDENTITY_REPOSITORY_MISMATCH, Publishers.gitLab(null, "99", null),
                Publishers.GITLAB);
        stricter("configuration of one slash", RejectionCode.IDENTITY_WORKFLOW_MISMATCH, gitLab, Publishers.GITLAB.with(
                FulcioExtension.BUILD_CONFIG_URI, "https://gitlab.com/octo/sub/octo-repo/.gitlab-ci.yml@refs/tags/v1.0.0"));
        stricter("other configuration", RejectionCode.IDENTITY_WORKFLOW_MISMATCH, gitLab, Publishers.GITLAB.with(
                FulcioExtension.BUILD_CONFIG_URI, "https://gitlab.com/octo/sub/octo-repo//ci/.gitlab-ci.yml@refs/tags/v1.0.0"));
        stricter("GitLab's certificate without a commit", RejectionCode.IDENTITY_WORKFLOW_MISMATCH, gitLab,
                Publishers.GITLAB.without(FulcioExtension.SOURCE_REPOSITORY_DIGEST));
        stricter("GitLab's certificate without a ref", RejectionCode.IDENTITY_WORKFLOW_MISMATCH, gitLab,
                Publishers.GITLAB.without(FulcioExtension.SOURCE_REPOSITORY_REF));
        stricter("GitLab's ref outside of the pattern", RejectionCode.IDENTITY_REF_MISMATCH,
                Publishers.gitLab(null, null, "refs/heads/*"), Publishers.GITLAB);
        stricter("GitLab's environment in other case", RejectionCode.IDENTITY_ENVIRONMENT_MISMATCH,
                Publishers.gitLab("Release", null, null), Publishers.GITLAB.with(FulcioExtension.DEPLOYMENT_ENVIRONMENT, "release"));
        stricter("person on GitLab", RejectionCode.IDENTITY_WORKFLOW_MISMATCH, gitLab,
                Publishers.GITLAB.withSubject(new Identity.SubjectName.Email("octo@example.org")));
        stricter("GitHub's certificate for a GitLab publisher", RejectionCode.IDENTITY_ISSUER_MISMATCH, gitLab, World.IDENTITY);
        Publisher google = new Publisher.Google(Publisher.Google.PUBLIC_ISSUER, "robot@octo.example", null);
        stricter("other service account", RejectionCode.IDENTITY_EMAIL_MISMATCH, google,
                Identity.ofPerson("robot@octo.example.evil", Publisher.Google.PUBLIC_ISSUER));
        stricter("service account in other case", RejectionCode.IDENTITY_EMAIL_MISMATCH, google,
                Identity.ofPerson("Robot@octo.example", Publisher.Google.PUBLIC_ISSUER));
        stricter("URI that spells a service account", RejectionCode.IDENTITY_EMAIL_MISMATCH, google,
                Identity.ofPerson("robot@octo.example", Publisher.Google.PUBLIC_ISSUER)
                        .withSubject(new Identity.SubjectName.Uri("robot@octo.example")));
        stricter("service account by another issuer", RejectionCode.IDENTITY_ISSUER_MISMATCH, google,
                Identity.ofPerson("robot@octo.example", "https://github.com/login/oauth"));
        stricter("other pipeline of Buildkite", RejectionCode.IDENTITY_REPOSITORY_MISMATCH, Publishers.buildkite(null),
                Publishers.BUILDKITE.withSubject(new Identity.SubjectName.Uri("https://buildkite.com/octo/other")));
        for (Publisher publisher : Publishers.UNSUPPORTED) {
            publisher("certificate for " + publisher.description(), RejectionCode.IDENTITY_KIND_UNSUPPORTED, publisher);
        }
    }

    private static void policyVectors() {
        ProjectPolicy initial = ProjectPolicy.INITIAL;
        policy("no attestations since the project requires them", RejectionCode.ATTESTATIONS_REQUIRED,
                Policies.requiredFrom(World.NOW), () -> null);
        policy("no build provenance where the project requires it", RejectionCode.PREDICATE_TYPE_REQUIRED,
                Policies.requiringTypes(Statement.PUBLISH, Statement.SLSA_PROVENANCE), () -> field(attest()));
        policy("identity that the project does not pin", RejectionCode.IDENTITY_NOT_PINNED,
                Policies.pinned(Publishers.gitLab(null, null, null), Publishers.UNSUPPORTED.getFirst()), () -> field(attest()));
        for (String visibility : List.of("private", "internal", "Public", "")) {
            policy("repository with visibility '" + visibility + "'", RejectionCode.REPOSITORY_PRIVATE, initial, () ->
                    field(attest(World.IDENTITY.with(FulcioExtension.SOURCE_REPOSITORY_VISIBILITY, visibility))));
        }
        policy("publish attestation for another index", RejectionCode.INDEX_MISMATCH, Policies.boundTo("https://index.example/"), () ->
                field(attest(World.STATEMENT.withPredicate("{\"index\":\"https://other.example/\"}"))));
        policy("publish attestation for no index", RejectionCode.INDEX_MISMATCH, Policies.boundTo("https://index.example/"), () ->
                field(attest()));
        policy("publish attestation for an index nobody asked for", RejectionCode.INDEX_MISMATCH, initial, () ->
                field(attest(World.STATEMENT.withPredicate("{\"index\":\"https://index.example/\"}"))));
        policy("publish attestation for an index and more", RejectionCode.STATEMENT_MALFORMED,
                Policies.boundTo("https://index.example/"), () ->
                        field(attest(World.STATEMENT.withPredicate("{\"index\":\"https://index.example/\",\"more\":1}"))));
        policy("publish attestation for a number", RejectionCode.STATEMENT_MALFORMED, Policies.boundTo("1"), () ->
                field(attest(World.STATEMENT.withPredicate("{\"index\":1}"))));
    }

    private static void logEntryVectors() {
        text("no log entry", RejectionCode.LOG_ENTRY_COUNT,
                field(changed(tree -> material(tree).putArray("transparency_entries"))));
        fault(Fault.SECOND_ENTRY, RejectionCode.LOG_ENTRY_COUNT);
        malformed("log entry that is null", tree -> material(tree).putArray("transparency_entries").addNull());
        malformed("unknown member of the log entry", tree -> entry(tree).put("log_index", "1"));
        malformed("negative index", tree -> entry(tree).put("logIndex", "-1"));
        malformed("index with a leading zero", tree -> entry(tree).put("logIndex", "01"));
        malformed("index of 30 digits", tree -> entry(tree).put("logIndex", "9".repeat(30)));
        malformed("index that is a fraction", tree -> entry(tree).put("logIndex", 1.5));
        malformed("no log id", tree -> entry(tree).remove("logId"));
        malformed("log id of 31 bytes", tree -> member(entry(tree), "logId").put("keyId", base64(new byte[31])));
        malformed("no time", tree -> entry(tree).remove("integratedTime"));
        malformed("time beyond all calendars", tree -> entry(tree).put("integratedTime", "99999999999999999"));
        malformed("another kind of entry", tree -> member(entry(tree), "kindVersion").put("kind", "hashedrekord"));
        malformed("another version of the kind", tree -> member(entry(tree), "kindVersion").put("version", "0.0.2"));
        malformed("body that is not JSON", tree -> entry(tree).put("canonicalizedBody", base64(new byte[9])));
        malformed("body of another kind", tree -> body(tree, "\"kind\":\"dsse\"", "\"kind\":\"intoto\""));
        malformed("body without a spec", tree -> body(tree, "\"spec\"", "\"sped\""));
        malformed("body with null for a spec", tree ->
                entry(tree).put("canonicalizedBody", base64("{\"apiVersion\":\"0.0.1\",\"kind\":\"dsse\",\"spec\":null}".getBytes())));
        malformed("65 hashes", tree -> {
            var hashes = member(entry(tree), "inclusionProof").putArray("hashes");
            for (int i = 0; i < 65; i++) {
                hashes.add(base64(new byte[32]));
            }
        });
        malformed("hash of 31 bytes", tree -> member(entry(tree), "inclusionProof").putArray("hashes").add(base64(new byte[31])));
        fault(Fault.NO_SIGNED_ENTRY_TIMESTAMP, RejectionCode.SIGNING_TIME_MISSING);
        fault(Fault.NO_INCLUSION_PROOF, RejectionCode.LOG_ENTRY_MALFORMED);
        fault(Fault.NO_CHECKPOINT, RejectionCode.LOG_ENTRY_MALFORMED);
        fault(Fault.ENTRY_OF_OTHER_KIND, RejectionCode.LOG_ENTRY_MALFORMED);
        fault(Fault.LOG_INDEX_CHANGED, RejectionCode.SIGNED_TIMESTAMP_INVALID);
        fault(Fault.UNKNOWN_LOG, RejectionCode.LOG_UNKNOWN);
        root("log key not yet valid", RejectionCode.LOG_UNKNOWN, root -> root.withLogWindow(Window.from(World.NOW.plusSeconds(1))));
        root("log key no longer valid", RejectionCode.LOG_UNKNOWN, root ->
                root.withLogWindow(Window.between(World.NOW.minusSeconds(9), World.NOW.minusSeconds(1))));
    }

    private static void timeVectors() {
        fault(Fault.SIGNED_ENTRY_TIMESTAMP_CHANGED, RejectionCode.SIGNED_TIMESTAMP_INVALID);
        fault(Fault.SIGNED_ENTRY_TIMESTAMP_BY_OTHER_KEY, RejectionCode.SIGNED_TIMESTAMP_INVALID);
        fault(Fault.INTEGRATED_TIME_CHANGED, RejectionCode.SIGNED_TIMESTAMP_INVALID);
        changedEntry("index over all shards changed", RejectionCode.SIGNED_TIMESTAMP_INVALID, tree ->
                entry(tree).put("logIndex", entry(tree).path("logIndex").asLong() + 1));
        changedEntry("empty signed entry timestamp", RejectionCode.SIGNED_TIMESTAMP_INVALID, tree ->
                member(entry(tree), "inclusionPromise").put("signedEntryTimestamp", ""));
        changedEntry("signed entry timestamp of zeroes", RejectionCode.SIGNED_TIMESTAMP_INVALID, tree ->
                member(entry(tree), "inclusionPromise").put("signedEntryTimestamp", "MAYCAQACAQA="));
        knobs("signed one second before the certificate", Knobs.integrated(Duration.ofSeconds(-1)));
        knobs("signed one second after the certificate", Knobs.integrated(Knobs.CERTIFICATE_LIFETIME.plusSeconds(1)));
        knobs("signed an hour after issue", Knobs.integrated(Duration.ofHours(1)));
    }

    private static void proofVectors() {
        for (Fault fault : List.of(Fault.CHECKPOINT_BY_OTHER_KEY, Fault.CHECKPOINT_SIGNATURE_CHANGED, Fault.CHECKPOINT_OF_OTHER_ROOT,
                Fault.CHECKPOINT_OF_OTHER_SIZE, Fault.CHECKPOINT_OF_OTHER_ORIGIN, Fault.CHECKPOINT_KEY_HINT_CHANGED,
                Fault.CHECKPOINT_BY_WITNESS_ONLY, Fault.PROOF_TREE_SIZE_CHANGED, Fault.PROOF_ROOT_HASH_CHANGED)) {
            fault(fault, RejectionCode.CHECKPOINT_INVALID);
        }
        for (Fault fault : List.of(Fault.PROOF_HASH_CHANGED, Fault.PROOF_TOO_SHORT, Fault.PROOF_TOO_LONG, Fault.PROOF_INDEX_CHANGED)) {
            fault(fault, RejectionCode.INCLUSION_PROOF_INVALID);
        }
        checkpoint("empty checkpoint", ".*", "");
        checkpoint("checkpoint without signatures", "\n\n.*", "\n\n");
        checkpoint("checkpoint without an empty line", "\n\n", "\n");
        checkpoint("checkpoint cut at its end", "\n$", "");
        checkpoint("checkpoint signed under another name", "\u2014 127", "\u2014 128");
        checkpoint("checkpoint with the signature twice", "(\u2014 .*\n)", "$1$1");
        checkpoint("checkpoint with a hyphen for the dash", "\u2014", "-");
        checkpoint("checkpoint of size zero", "\n[0-9]+\n", "\n0\n");
        checkpoint("checkpoint with another line before its signatures", "\n\n", "\nmore\n\n");
        checkpoint("checkpoint of a thousand lines", "\n\n", "\nmore".repeat(1000) + "\n\n");
    }

    private static void envelopeVectors() {
        fault(Fault.SIGNED_BY_OTHER_KEY, RejectionCode.SIGNATURE_INVALID);
        fault(Fault.STATEMENT_CHANGED_AFTER_SIGNING, RejectionCode.SIGNATURE_INVALID);
        for (String signature : List.of("", "MAYCAQACAQA=", "MAYCAQECAQE=", "AAAA")) {
            text("signature '" + signature + "'", RejectionCode.SIGNATURE_INVALID,
                    field(changed(tree -> envelope(tree).put("signature", signature))));
        }
        text("signature followed by a byte", RejectionCode.SIGNATURE_INVALID, field(changed(tree -> {
            byte[] signature = Base64.getDecoder().decode(envelope(tree).path("signature").asText());
            envelope(tree).put("signature", base64(Arrays.copyOf(signature, signature.length + 1)));
        })));
        fault(Fault.OTHER_CERTIFICATE_LOGGED, RejectionCode.LOG_ENTRY_MISMATCH);
        fault(Fault.OTHER_STATEMENT_LOGGED, RejectionCode.LOG_ENTRY_MISMATCH);
        fault(Fault.OTHER_SIGNATURE_LOGGED, RejectionCode.LOG_ENTRY_MISMATCH);
        text("log entry of another attestation", RejectionCode.SIGNING_TIME_OUTSIDE_CERTIFICATE, field(changed(tree -> {
            ObjectNode other = World.SIGSTORE.attest(World.IDENTITY, World.STATEMENT, Knobs.integrated(Duration.ofHours(2))).tree();
            material(tree).set("transparency_entries", material(other).path("transparency_entries"));
        })));
        text("log entry of another attestation of the same time", RejectionCode.LOG_ENTRY_MISMATCH, field(changed(tree -> {
            ObjectNode other = World.SIGSTORE.attest(World.IDENTITY, World.STATEMENT).tree();
            material(tree).set("transparency_entries", material(other).path("transparency_entries"));
        })));
    }
}
