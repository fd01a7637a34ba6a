package dev.hallmark.upload.oidc;

import static dev.hallmark.upload.oidc.Claims.match;
import static dev.hallmark.upload.oidc.Claims.matched;
import static dev.hallmark.upload.oidc.Claims.whyNot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.RefPattern;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubJobTest {

    private static final String RELEASE_YML = "octo/sample/.github/workflows/release.yml";
    private static final String REUSABLE = "shared/workflows/.github/workflows/publish.yml";
    private static final String COMMIT = "7fd1a60b01f91b314f59955a4e4d4e80d8edf11d";

    private static final Claims RELEASE_JOB = new Claims(Map.ofEntries(
            Map.entry("jti", "one"),
            Map.entry("repository", "octo/sample"),
            Map.entry("repository_id", "1296269"),
            Map.entry("repository_owner", "octo"),
            Map.entry("repository_owner_id", "583231"),
            Map.entry("workflow_ref", RELEASE_YML + "@refs/tags/v1"),
            Map.entry("job_workflow_ref", RELEASE_YML + "@refs/tags/v1"),
            Map.entry("ref", "refs/tags/v1"),
            Map.entry("sha", COMMIT),
            Map.entry("event_name", "release")));

    private static final Publisher.GitHub ANYTHING = publisher(null, null, null, null);
    private static final Publisher.GitHub RELEASE = publisher("release", null, null, null);
    private static final Publisher.GitHub CALLING = publisher(null, null, REUSABLE, null);
    private static final Publisher.GitHub TAGS = publisher(null, null, null, "refs/tags/v*");

    private static Publisher.GitHub publisher(
            String environment, String repositoryId, String calledWorkflow, String refPattern) {
        return new Publisher.GitHub(
                Publisher.GitHub.PUBLIC_ISSUER,
                Publisher.GitHub.PUBLIC_SERVER,
                "octo",
                "583231",
                "sample",
                "release.yml",
                environment,
                repositoryId,
                calledWorkflow,
                refPattern == null ? null : RefPattern.parse(refPattern).orThrow());
    }

    static Stream<Arguments> mismatches() {
        return Stream.of(
                mismatch("repository", "octo/other", "expected 'octo/sample', found 'octo/other'"),
                mismatch("repository_owner", "Octo", "expected 'octo', found 'Octo'"),
                mismatch("repository_owner_id", "1", "expected '583231', found '1'"),
                workflow(RELEASE_YML + ".evil@refs/tags/v1"),
                workflow("octo/sample/.github/workflows/other.yml@refs/tags/v1"),
                workflow("octo/sample/.github/workflows/Release.yml@refs/tags/v1"),
                workflow("octo/sample/.github/workflows/../release.yml@refs/tags/v1"),
                workflow(REUSABLE + "@refs/tags/v1"),
                workflow("octo/sample/.github/workflows/other.yml@x/.github/workflows/release.yml@refs/tags/v1"),
                workflow(RELEASE_YML + "@evil.yml@refs/tags/v1"),
                workflow(RELEASE_YML + "@refs/tags/v2"),
                workflow("octo/sample"),
                workflow(""),
                mismatch(
                        "workflow_ref",
                        "octo/sample/.github/workflows/anybody.yml@refs/tags/v1",
                        "expecting one of ['" + RELEASE_YML + "@refs/tags/v1'"));
    }

    private static Arguments mismatch(String claim, String value, String told) {
        return Arguments.of(claim, value, told);
    }

    private static Arguments workflow(String actual) {
        return mismatch("job_workflow_ref", actual, "expecting one of ['" + RELEASE_YML + "@refs/tags/v1'");
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("mismatches")
    void refusesAndNamesExpectedAndActual(String claim, String value, String told) {
        assertThat(whyNot(job(it -> it.with(claim, value)), ANYTHING)).contains(told);
    }

    @Test
    void ignoresTheLetterCaseOfTheRepository() {
        Parsed<GitHubJob> job = job(it -> it.with("repository", "octo/Sample")
                .with("workflow_ref", "octo/Sample/.github/workflows/release.yml@refs/tags/v1")
                .with("job_workflow_ref", "octo/Sample/.github/workflows/release.yml@refs/tags/v1"));

        assertThat(match(job, ANYTHING)).isEqualTo(matched(ANYTHING));
    }

    @Test
    void acceptsACommitInPlaceOfARef() {
        Parsed<GitHubJob> job = job(it -> it.with("ref", "")
                .with("workflow_ref", RELEASE_YML + "@" + COMMIT)
                .with("job_workflow_ref", RELEASE_YML + "@" + COMMIT));

        assertThat(match(job, ANYTHING)).isEqualTo(matched(ANYTHING));
    }

    @Test
    void acceptsARefThatLooksLikeAFileName() {
        String ref = "refs/heads/release.yml@evil.yml";
        Parsed<GitHubJob> job = job(it -> it.with("ref", ref)
                .with("workflow_ref", RELEASE_YML + "@" + ref)
                .with("job_workflow_ref", RELEASE_YML + "@" + ref));

        assertThat(match(job, ANYTHING)).isEqualTo(matched(ANYTHING));
    }

    @Test
    void acceptsATokenThatTellsOfNoCaller() {
        assertThat(match(job(it -> it.without("workflow_ref")), ANYTHING)).isEqualTo(matched(ANYTHING));
    }

    @Test
    void ignoresTheLetterCaseOfTheEnvironment() {
        assertThat(match(job(it -> it.with("environment", "Release")), RELEASE)).isEqualTo(matched(RELEASE));
    }

    @Test
    void refusesAJobWithoutTheEnvironment() {
        assertThat(whyNot(job(it -> it), RELEASE))
                .isEqualTo("Check failed for claim 'environment': expected 'release', found 'none'");
    }

    @Test
    void prefersTheMoreSpecificPublisher() {
        assertThat(match(job(it -> it.with("environment", "release")), ANYTHING, RELEASE))
                .isEqualTo(matched(RELEASE, ANYTHING));
    }

    @Test
    void passesOverAPublisherForAnotherEnvironment() {
        assertThat(match(job(it -> it.with("environment", "dev")), ANYTHING, RELEASE)).isEqualTo(matched(ANYTHING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"refs/heads/main", "refs/tags/v2", COMMIT})
    void acceptsAReusableWorkflowAtAnyRefOfACallerThatIsNamed(String ref) {
        assertThat(match(job(it -> it.with("job_workflow_ref", REUSABLE + "@" + ref)), CALLING)).isEqualTo(matched(CALLING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                REUSABLE + "@evil.yml@refs/heads/main",
                REUSABLE + ".yml@refs/heads/main",
                "shared/workflows/.github/workflows/Publish.yml@refs/heads/main",
                "evil/workflows/.github/workflows/publish.yml@refs/heads/main",
                REUSABLE,
                REUSABLE + "@"
            })
    void refusesAnotherReusableWorkflow(String actual) {
        assertThat(whyNot(job(it -> it.with("job_workflow_ref", actual)), CALLING))
                .isEqualTo("The job_workflow_ref claim does not match, expecting '" + REUSABLE + "' at any ref, got '" + actual + "'");
    }

    @Test
    void refusesAnotherCallerOfTheReusableWorkflow() {
        Parsed<GitHubJob> job = job(it -> it.with("job_workflow_ref", REUSABLE + "@refs/heads/main")
                .with("workflow_ref", "octo/sample/.github/workflows/other.yml@refs/tags/v1"));

        assertThat(whyNot(job, CALLING)).startsWith("The workflow_ref claim does not match, expecting one of ['" + RELEASE_YML);
    }

    @Test
    void refusesAJobOfTheCallerItselfWhereAReusableWorkflowIsNamed() {
        assertThat(whyNot(job(it -> it), CALLING)).contains("expecting '" + REUSABLE + "' at any ref");
    }

    @Test
    void comparesTheRefWithThePattern() {
        assertThat(match(job(it -> it), TAGS)).isEqualTo(matched(TAGS));
    }

    @Test
    void refusesARefThatThePatternDoesNotAdmit() {
        Parsed<GitHubJob> job = job(it -> it.with("ref", "refs/heads/main")
                .with("workflow_ref", RELEASE_YML + "@refs/heads/main")
                .with("job_workflow_ref", RELEASE_YML + "@refs/heads/main"));

        assertThat(whyNot(job, TAGS))
                .isEqualTo("Check failed for claim 'ref': expected 'refs/tags/v*', found 'refs/heads/main'");
    }

    @Test
    void refusesANamesakeOfARepositoryWhoseIdIsKnown() {
        assertThat(whyNot(job(it -> it), publisher(null, "7", null, null)))
                .isEqualTo("Check failed for claim 'repository_id': expected '7', found '1296269'");
    }

    @Test
    void pinsTheOwner() {
        Publisher.GitHub open = new Publisher.GitHub(
                Publisher.GitHub.PUBLIC_ISSUER, Publisher.GitHub.PUBLIC_SERVER, "octo", null, "sample", "release.yml", null);

        assertThat(job(it -> it).orThrow().pin(open)).isEqualTo(ANYTHING);
    }

    @Test
    void refusesAPullRequestFromOutside() {
        assertThat(job(it -> it.with("event_name", "pull_request_target")))
                .isEqualTo(Parsed.invalid("Publishing from a workflow invoked via 'pull_request_target' is not supported."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"workflow_run", "release", "workflow_dispatch"})
    void acceptsOtherEvents(String event) {
        assertThat(job(it -> it.with("event_name", event))).isInstanceOf(Parsed.Valid.class);
    }

    @Test
    void refusesTheEventsThatConfigurationRefuses() {
        assertThat(GitHubJob.of(RELEASE_JOB.with("event_name", "workflow_run").token(), Set.of("workflow_run")))
                .isEqualTo(Parsed.invalid("Publishing from a workflow invoked via 'workflow_run' is not supported."));
    }

    @Test
    void refusesAJobWithNeitherRefNorCommit() {
        assertThat(job(it -> it.with("ref", "").with("sha", "")))
                .isEqualTo(Parsed.invalid("The ref and sha claims are empty"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "repository", "repository_owner", "repository_owner_id", "job_workflow_ref", "ref", "sha", "event_name", "jti"
            })
    void namesAMissingClaim(String claim) {
        assertThat(job(it -> it.without(claim))).isEqualTo(Parsed.invalid("Missing claim '" + claim + "'"));
    }

    @Test
    void remembersWhatItKnowsAndNothingElse() {
        Map<String, String> kept = job(it -> it.with("repo_property_team", "red")).orThrow().claims();

        assertThat(kept).containsEntry("sha", COMMIT).doesNotContainKeys("jti", "repo_property_team");
    }

    private static Parsed<GitHubJob> job(UnaryOperator<Claims> difference) {
        return GitHubJob.of(difference.apply(RELEASE_JOB).token(), Set.of());
    }
}
