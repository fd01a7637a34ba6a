package dev.hallmark.upload.oidc;

import static dev.hallmark.upload.oidc.Claims.match;
import static dev.hallmark.upload.oidc.Claims.matched;
import static dev.hallmark.upload.oidc.Claims.whyNot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.RefPattern;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitLabJobTest {

    private static final String CONFIGURATION = "gitlab.com/a/b/c//.gitlab-ci.yml";

    private static final Claims RELEASE_JOB = new Claims(Map.of(
            "jti", "one",
            "sub", "project_path:a/b/c:ref_type:tag:ref:v1",
            "project_path", "a/b/c",
            "project_id", "22",
            "namespace_id", "72",
            "ci_config_ref_uri", CONFIGURATION + "@refs/tags/v1",
            "ref_path", "refs/tags/v1",
            "sha", "7fd1a60b01f91b314f59955a4e4d4e80d8edf11d"));

    private static final Publisher.GitLab ANYTHING = publisher(null, null, null);
    private static final Publisher.GitLab RELEASE = publisher("release", null, null);

    private static Publisher.GitLab publisher(String environment, String projectId, RefPattern refPattern) {
        return new Publisher.GitLab(
                Publisher.GitLab.PUBLIC_ISSUER,
                Publisher.GitLab.PUBLIC_SERVER,
                "a/b",
                "72",
                "c",
                ".gitlab-ci.yml",
                environment,
                projectId,
                refPattern);
    }

    @Test
    void findsTheProjectBelowSubgroups() {
        assertThat(match(job(it -> it), ANYTHING)).isEqualTo(matched(ANYTHING));
    }

    @Test
    void ignoresTheLetterCaseOfThePath() {
        Parsed<GitLabJob> job = job(it -> it.with("project_path", "A/B/c")
                .with("sub", "project_path:A/B/c:ref_type:tag:ref:v1")
                .with("ci_config_ref_uri", "gitlab.com/A/B/c//.gitlab-ci.yml@refs/tags/v1"));

        assertThat(match(job, ANYTHING)).isEqualTo(matched(ANYTHING));
    }

    @Test
    void acceptsACommitInPlaceOfARef() {
        assertThat(match(
                        job(it -> it.with("ci_config_ref_uri", CONFIGURATION + "@7fd1a60b01f91b314f59955a4e4d4e80d8edf11d")),
                        ANYTHING))
                .isEqualTo(matched(ANYTHING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gitlab.example/a/b/c//.gitlab-ci.yml@refs/tags/v1",
                "gitlab.com/a/b/other//.gitlab-ci.yml@refs/tags/v1",
                "gitlab.com/a/b/c//.GitLab-ci.yml@refs/tags/v1",
                "gitlab.com/a/b/c//x/.gitlab-ci.yml@refs/tags/v1",
                "gitlab.com/a/b/c//.gitlab-ci.yml@evil.yml@refs/tags/v1",
                "gitlab.com/a/b/c//.gitlab-ci.yml@refs/tags/v2",
                ""
            })
    void refusesAnotherConfiguration(String actual) {
        assertThat(whyNot(job(it -> it.with("ci_config_ref_uri", actual)), ANYTHING))
                .startsWith("The ci_config_ref_uri claim does not match, expecting one of ['" + CONFIGURATION + "@refs/tags/v1'")
                .endsWith("got '" + actual + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "project_path, a/b/d, 'a/b/c', 'a/b/d'",
        "sub, project_path:a/b/cc:ref_type:tag:ref:v1, 'project_path:a/b/c:…', 'project_path:a/b/cc:ref_type:tag:ref:v1'",
        "namespace_id, 73, '72', '73'"
    })
    void refusesAndNamesExpectedAndActual(String claim, String value, String expected, String actual) {
        assertThat(whyNot(job(it -> it.with(claim, value)), ANYTHING))
                .isEqualTo("Check failed for claim '" + claim + "': expected '" + expected + "', found '" + actual + "'");
    }

    @Test
    void countsTheLetterCaseOfTheEnvironment() {
        assertThat(whyNot(job(it -> it.with("environment", "Release")), RELEASE))
                .isEqualTo("Check failed for claim 'environment': expected 'release', found 'Release'");
    }

    @Test
    void prefersThePublisherOfTheEnvironment() {
        assertThat(match(job(it -> it.with("environment", "release")), ANYTHING, RELEASE))
                .isEqualTo(matched(RELEASE, ANYTHING));
    }

    @Test
    void refusesANamesakeOfAProjectWhoseIdIsKnown() {
        assertThat(whyNot(job(it -> it), publisher(null, "7", null)))
                .isEqualTo("Check failed for claim 'project_id': expected '7', found '22'");
    }

    @Test
    void refusesARefThatThePatternDoesNotAdmit() {
        assertThat(whyNot(job(it -> it), publisher(null, null, new RefPattern("refs/heads/main"))))
                .isEqualTo("Check failed for claim 'ref_path': expected 'refs/heads/main', found 'refs/tags/v1'");
    }

    @Test
    void knowsAServerBelowAPath() {
        Publisher.GitLab own = new Publisher.GitLab(
                "https://forge.example/gitlab", "https://forge.example/gitlab", "a/b", null, "c", ".gitlab-ci.yml", null, null, null);
        Parsed<GitLabJob> job = job(it -> it.with("ci_config_ref_uri", "forge.example/gitlab/a/b/c//.gitlab-ci.yml@refs/tags/v1"));

        assertThat(match(job, own)).isEqualTo(matched(own));
    }

    @Test
    void pinsTheNamespace() {
        Publisher.GitLab open = new Publisher.GitLab(
                Publisher.GitLab.PUBLIC_ISSUER, Publisher.GitLab.PUBLIC_SERVER, "a/b", null, "c", ".gitlab-ci.yml", null, null, null);

        assertThat(job(it -> it).orThrow().pin(open)).isEqualTo(ANYTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "project_path", "namespace_id", "ci_config_ref_uri", "ref_path", "sha", "jti"})
    void namesAMissingClaim(String claim) {
        assertThat(job(it -> it.without(claim))).isEqualTo(Parsed.invalid("Missing claim '" + claim + "'"));
    }

    @Test
    void refusesAJobWithNeitherRefNorCommit() {
        assertThat(job(it -> it.with("ref_path", "").with("sha", "")))
                .isEqualTo(Parsed.invalid("The ref_path and sha claims are empty"));
    }

    private static Parsed<GitLabJob> job(UnaryOperator<Claims> difference) {
        return GitLabJob.of(difference.apply(RELEASE_JOB).token());
    }
}
