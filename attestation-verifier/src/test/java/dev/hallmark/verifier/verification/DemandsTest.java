package dev.hallmark.verifier.verification;

import static dev.hallmark.verifier.verification.World.attest;
import static dev.hallmark.verifier.verification.World.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.hallmark.contract.ProjectPolicy;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.event.AttestationsSubmitted;
import dev.hallmark.contract.event.ReviewRequested;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.UploadStaged;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.development.oidc.Job;
import dev.hallmark.development.sigstore.FulcioExtension;
import dev.hallmark.development.sigstore.Identity;
import dev.hallmark.development.sigstore.Knobs;
import dev.hallmark.development.sigstore.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Identities and policies that admit: what they refuse is in [RefusedUploadsTest].
class DemandsTest {

    private static final String INDEX = "https://index.example/";
    private static final String SUMMARY = "https://slsa.dev/verification_summary/v1";
    private static final Identity AUDITOR = Identity.ofPerson("auditor@octo.example", "https://github.com/login/oauth");

    record Signed(Publisher publisher, Identity identity) {}

    private static Map<String, Signed> signed() {
        Map<String, Signed> signed = new LinkedHashMap<>();
        Identity called = Identity.of(
                World.JOB.withJobWorkflowRef("octo-org/shared/.github/workflows/build.yml@refs/heads/main"));
        signed.put("job in the called workflow that its publisher names", new Signed(
                Publishers.github("octo-org/shared/.github/workflows/build.yml", null, null, null), called));
        signed.put("job in a workflow called at a commit", new Signed(
                Publishers.github("octo-org/shared/.github/workflows/build.yml", null, null, null), Identity.of(
                        World.JOB.withJobWorkflowRef("octo-org/shared/.github/workflows/build.yml@" + "a".repeat(40)))));
        signed.put("job in a called workflow that its publisher doesn't name", new Signed(World.PUBLISHER, called));
        signed.put("ref of the pattern", new Signed(Publishers.github(null, "refs/tags/v*", null, null), World.IDENTITY));
        signed.put("environment, in the forge's other spelling", new Signed(
                Publishers.github(null, null, "Release", null), Identity.of(World.JOB.withEnvironment("release"))));
        signed.put("certificate that doesn't name its environment", new Signed(
                Publishers.github(null, null, "release", null), World.IDENTITY));
        signed.put("repository id", new Signed(Publishers.github(null, null, null, "1001"), World.IDENTITY));
        signed.put("GitHub Enterprise host", new Signed(
                new Publisher.GitHub("https://github.octo.example/_services/token", "https://github.octo.example", "octo-org",
                        "2002", "octo-repo", "release.yml", null),
                enterprise()));
        signed.put("GitLab", new Signed(Publishers.gitLab("release", "88", "refs/tags/*"), Publishers.GITLAB));
        signed.put("GitLab at a commit", new Signed(Publishers.gitLab(null, null, null), Publishers.GITLAB.with(
                FulcioExtension.BUILD_CONFIG_URI,
                "https://gitlab.com/octo/sub/octo-repo//.gitlab-ci.yml@0123456789abcdef0123456789abcdef01234567")));
        signed.put("self-managed GitLab", new Signed(
                new Publisher.GitLab(Publishers.GITLAB_HOST, Publishers.GITLAB_HOST, "octo/sub", "77", "octo-repo",
                        ".gitlab-ci.yml", null, null, null),
                Publishers.gitLabIdentity(Publishers.GITLAB_HOST, Publishers.GITLAB_HOST)));
        signed.put("Google", new Signed(
                new Publisher.Google(Publisher.Google.PUBLIC_ISSUER, "robot@octo.example", "1234"),
                Identity.ofPerson("robot@octo.example", Publisher.Google.PUBLIC_ISSUER)));
        signed.put("person", new Signed(auditor(), AUDITOR));
        signed.put("Buildkite", new Signed(Publishers.buildkite(null), Publishers.BUILDKITE));
        return signed;
    }

    @TestFactory
    Stream<DynamicTest> admitsTheIdentityOfEveryKindOfPublisher() {
        return signed().entrySet().stream().map(entry -> dynamicTest(entry.getKey(), () -> {
            UploadStaged upload = World.upload(
                    World.FILENAME, World.DIGEST, entry.getValue().publisher(), field(attest(entry.getValue().identity())));

            assertThat(World.JUDGE.judge(upload)).isInstanceOf(Verdict.Verified.class);
        }));
    }

    @Test
    void verifiesBuildProvenanceAgainstRepositoryAndWorkflowToo() {
        UploadStaged upload = World.upload(field(attest(
                Identity.of(Job.of("octo-org/octo-repo", "other.yml")),
                Statement.provenance(World.FILENAME, World.DIGEST),
                Knobs.none())));

        assertThat(World.outcome(World.JUDGE.judge(upload))).isEqualTo("identity-workflow-mismatch");
    }

    @Test
    void admitsAnUnattestedFileFromBeforeTheProjectRequiredAttestations() {
        UploadStaged upload = World.upload(Policies.requiredFrom(World.NOW.plusNanos(1)), null);

        assertThat(World.JUDGE.judge(upload)).isEqualTo(new Verdict.Unattested());
    }

    @Test
    void admitsWhatTheProjectRequires() {
        assertVerified(Policies.requiringTypes(Statement.PUBLISH), field(attest()));
    }

    @Test
    void admitsAPinnedIdentityAmongOthers() {
        assertVerified(Policies.pinned(Publishers.gitLab(null, null, null), World.PUBLISHER), field(attest()));
    }

    @Test
    void asksForTheUploadingPublisherEvenWhenAnotherIdentityIsPinned() {
        UploadStaged upload = World.upload(Policies.pinned(auditor()), field(attest(AUDITOR)));

        assertThat(World.outcome(World.JUDGE.judge(upload))).isEqualTo("identity-issuer-mismatch");
    }

    @Test
    void admitsAPrivateRepositoryWhereTheProjectAllowsIt() {
        Identity hidden = World.IDENTITY.with(FulcioExtension.SOURCE_REPOSITORY_VISIBILITY, "private");

        assertVerified(Policies.allowingPrivateRepositories(), field(attest(hidden)));
    }

    @Test
    void admitsAPublishAttestationForTheIndexThatTheProjectAsksFor() {
        assertVerified(
                Policies.boundTo(INDEX), field(attest(World.STATEMENT.withPredicate("{\"index\":\"" + INDEX + "\"}"))));
    }

    @Test
    void asksNoIndexOfBuildProvenance() {
        assertVerified(Policies.boundTo(INDEX), field(attest(Statement.provenance(World.FILENAME, World.DIGEST))));
    }

    @Test
    void namesTheTrustRootOfVerdictsForWhichItWasAsked() {
        Judgement verified = World.JUDGE.decide(World.upload(field(attest())));
        Judgement rejected = World.JUDGE.decide(World.upload("[]"));
        Judgement unattested = World.JUDGE.decide(World.upload(null));

        assertThat(verified.trustRoot()).isNotNull().isEqualTo(rejected.trustRoot());
        assertThat(unattested.trustRoot()).isNull();
    }

    @Test
    void judgesASubmissionByTheIdentityOfItsSubmitter() {
        String summary = attest(AUDITOR, World.STATEMENT.withPredicateType(SUMMARY), Knobs.none());

        assertThat(World.outcome(submit(auditor(), summary).verdict())).isEqualTo("verified");
        assertThat(World.outcome(submit(World.PUBLISHER, summary).verdict())).isEqualTo("identity-issuer-mismatch");
    }

    @Test
    void takesNoOtherPredicateTypesThanTheIndexAllows() {
        String unknown = attest(
                AUDITOR, World.STATEMENT.withPredicateType("https://octo.example/x"), Knobs.none());

        assertThat(World.outcome(submit(auditor(), unknown).verdict())).isEqualTo("predicate-type-unsupported");
    }

    @Test
    void reviewsWhatWasKeptWhateverTheProjectAsksOfUploads() {
        Identity hidden = World.IDENTITY.with(FulcioExtension.SOURCE_REPOSITORY_VISIBILITY, "private");
        String bound = attest(hidden, World.STATEMENT.withPredicate("{\"index\":\"" + INDEX + "\"}"),
                Knobs.none());

        assertThat(World.outcome(review(World.PUBLISHER, bound, attest(), attest()).verdict())).isEqualTo("verified");
    }

    @Test
    void reviewsByTheIdentityThatVouched() {
        assertThat(World.outcome(review(auditor(), attest()).verdict())).isEqualTo("identity-issuer-mismatch");
    }

    @Test
    void makesNoPolicyWithABlank() {
        Publisher blank = new Publisher.Email("https://github.com/login/oauth", " ");

        assertThatThrownBy(() -> submit(blank, attest())).isInstanceOf(IllegalArgumentException.class);
    }

    private static Publisher auditor() {
        return new Publisher.Email("https://github.com/login/oauth", "auditor@octo.example");
    }

    private static Identity enterprise() {
        String workflow = "https://github.octo.example/octo-org/octo-repo/.github/workflows/release.yml@refs/tags/v1.0.0";
        return Identity.of(World.JOB, "https://github.octo.example/_services/token")
                .withSubject(new Identity.SubjectName.Uri(workflow))
                .with(FulcioExtension.SOURCE_REPOSITORY_URI, "https://github.octo.example/octo-org/octo-repo")
                .with(FulcioExtension.BUILD_CONFIG_URI, workflow);
    }

    private static Judgement submit(Publisher identity, String attestation) {
        return World.JUDGE.decide(new AttestationsSubmitted(
                new UUID(1, 1), file(), new ProjectPolicy.Attester("auditor", identity), field(attestation),
                ProjectPolicy.INITIAL, World.NOW));
    }

    private static Judgement review(Publisher identity, String... attestations) {
        return World.JUDGE.decide(new ReviewRequested(new UUID(2, 2), file(), identity, field(attestations), World.NOW));
    }

    private static StagedFile file() {
        return World.upload(null).file();
    }

    private static void assertVerified(ProjectPolicy policy, String field) {
        Verdict verdict = World.JUDGE.judge(World.upload(policy, field));

        assertThat(verdict).as(String.valueOf(verdict)).isInstanceOf(Verdict.Verified.class);
    }
}
