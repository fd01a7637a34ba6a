package dev.hallmark.upload.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.Publisher;
import dev.hallmark.upload.testing.JobTokens;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GitHubMatchingTest {

    private static final Publisher.GitHub ANY_ENVIRONMENT = publisher("octo", "583231", "sample", null);
    private static final Publisher.GitHub RELEASE = publisher("octo", "583231", "sample", "release");

    private static Publisher.GitHub publisher(String owner, String ownerId, String repository, String environment) {
        return new Publisher.GitHub(
                Publisher.GitHub.PUBLIC_ISSUER,
                Publisher.GitHub.PUBLIC_SERVER,
                owner,
                ownerId,
                repository,
                "release.yml",
                environment);
    }

    static Stream<Arguments> mismatches() {
        return Stream.of(
                mismatch("repository", c -> c.setStringClaim("repository", "octo/other"), "'octo/sample', found 'octo/other'"),
                mismatch("owner's spelling", c -> c.setStringClaim("repository_owner", "Octo"), "'octo', found 'Octo'"),
                mismatch("owner's id", c -> c.setStringClaim("repository_owner_id", "1"), "'583231', found '1'"),
                mismatch("event", c -> c.setStringClaim("event_name", "pull_request_target"), "pull_request_target"),
                workflow("octo/sample/.github/workflows/release.yml.evil@refs/tags/v1"),
                workflow("octo/sample/.github/workflows/other.yml@refs/tags/v1"),
                workflow("octo/sample/.github/workflows/../release.yml@refs/tags/v1"),
                workflow("other/reusable/.github/workflows/release.yml@refs/tags/v1"),
                workflow("octo/sample/.github/workflows/other.yml@x/.github/workflows/release.yml@refs/tags/v1"),
                workflow("octo/sample/.github/workflows/release.yml@refs/tags/v2"),
                workflow("octo/sample"),
                workflow(""));
    }

    private static Arguments mismatch(String what, Consumer<JwtClaims> difference, String told) {
        return Arguments.of(what, difference, told);
    }

    private static Arguments workflow(String actual) {
        return mismatch(
                "workflow " + actual,
                c -> c.setStringClaim("job_workflow_ref", actual),
                "expecting one of ['octo/sample/.github/workflows/release.yml@refs/tags/v1'");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mismatches")
    void refusesAndNamesExpectedAndActual(String what, Consumer<JwtClaims> difference, String told) {
        assertThat(match(difference, ANY_ENVIRONMENT))
                .isInstanceOfSatisfying(GitHubMatching.Outcome.Unmatched.class, unmatched ->
                        assertThat(unmatched.why()).contains(told));
    }

    @Test
    void ignoresTheLetterCaseOfTheRepository() {
        assertThat(match(
                        claims -> {
                            claims.setStringClaim("repository", "octo/Sample");
                            claims.setStringClaim("job_workflow_ref", "octo/Sample/.github/workflows/release.yml@refs/tags/v1");
                        },
                        ANY_ENVIRONMENT))
                .isEqualTo(matched(ANY_ENVIRONMENT));
    }

    @Test
    void acceptsACommitInPlaceOfARef() {
        assertThat(match(
                        claims -> {
                            claims.setStringClaim("ref", "");
                            claims.setStringClaim("job_workflow_ref", "octo/sample/.github/workflows/release.yml@" + claims.getClaimValue("sha"));
                        },
                        ANY_ENVIRONMENT))
                .isEqualTo(matched(ANY_ENVIRONMENT));
    }

    @Test
    void ignoresTheLetterCaseOfTheEnvironment() {
        assertThat(match(claims -> claims.setStringClaim("environment", "Release"), RELEASE)).isEqualTo(matched(RELEASE));
    }

    @Test
    void refusesAJobWithoutTheEnvironment() {
        assertThat(match(_ -> {}, RELEASE))
                .isEqualTo(new GitHubMatching.Outcome.Unmatched<>(
                        "Check failed for claim 'environment': expected 'release', found 'none'"));
    }

    @Test
    void choosesTheMostSpecificPublisherOfAProject() {
        assertThat(match(claims -> claims.setStringClaim("environment", "release"), ANY_ENVIRONMENT, RELEASE))
                .isEqualTo(matched(RELEASE));
    }

    @Test
    void choosesThePublisherForAnyEnvironmentOtherwise() {
        assertThat(match(claims -> claims.setStringClaim("environment", "dev"), ANY_ENVIRONMENT, RELEASE))
                .isEqualTo(matched(ANY_ENVIRONMENT));
    }

    @Test
    void refusesAJobWithNeitherRefNorCommit() {
        assertThat(GitHubJob.of(token(claims -> {
                    claims.setStringClaim("ref", "");
                    claims.setStringClaim("sha", "");
                })))
                .isEqualTo(new GitHubJob.Reading.Incomplete("The ref and sha claims are empty"));
    }

    private static GitHubMatching.Outcome<Publisher.GitHub> matched(Publisher.GitHub publisher) {
        return new GitHubMatching.Outcome.Matched<>(List.of(publisher));
    }

    private static GitHubMatching.Outcome<Publisher.GitHub> match(Consumer<JwtClaims> difference, Publisher.GitHub... registered) {
        GitHubJob job = ((GitHubJob.Reading.Complete) GitHubJob.of(token(difference))).job();
        return GitHubMatching.match(job, List.of(registered), publisher -> publisher, _ -> "one project");
    }

    private static IdToken token(Consumer<JwtClaims> difference) {
        Map<String, String> claims = new HashMap<>();
        JobTokens.GITHUB.claims(Instant.now(), difference).getClaimsMap().forEach((name, value) -> {
            if (value instanceof String text) {
                claims.put(name, text);
            }
        });
        return new IdToken(JobTokens.GITHUB_URL, claims, Instant.now());
    }
}
