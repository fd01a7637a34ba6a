package dev.hallmark.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PublisherTest {

    private static final Publisher.GitHub RELEASE = new Publisher.GitHub(
            Publisher.GitHub.PUBLIC_ISSUER,
            Publisher.GitHub.PUBLIC_SERVER,
            "trailofbits",
            null,
            "pypi-attestations",
            "release.yml",
            null);

    private static final RefPattern RELEASE_TAGS = RefPattern.parse("refs/tags/v*").orThrow();

    private static final Publisher GITLAB = new Publisher.GitLab(
            "https://gitlab.example", "https://gitlab.example", "group/subgroup", null, "project", ".gitlab-ci.yml", "pypi", null,
            RELEASE_TAGS);
    private static final Publisher GOOGLE =
            new Publisher.Google(Publisher.Google.PUBLIC_ISSUER, "release@example.org", null);
    private static final Publisher ACTIVE_STATE = new Publisher.ActiveState(
            Publisher.ActiveState.PUBLIC_ISSUER, Publisher.ActiveState.PUBLIC_SERVER, "organization", "project", "ada", null);
    private static final Publisher BUILDKITE = new Publisher.Buildkite(
            Publisher.Buildkite.PUBLIC_ISSUER, "organization", null, "pipeline", RELEASE_TAGS);
    private static final Publisher CIRCLE_CI =
            new Publisher.CircleCi("https://oidc.circleci.com/org/o", "o", "p", "d", null, null, RELEASE_TAGS);
    private static final Publisher EMAIL = new Publisher.Email("https://accounts.example", "auditor@example.org");
    private static final Publisher GENERIC =
            new Publisher.Generic("https://ci.example", Map.of("sub", "release", "project_path", "group/project"));

    @Test
    void namesItsRepositoryWithoutATrailingSlash() {
        assertThat(RELEASE.repositoryUrl()).isEqualTo("https://github.com/trailofbits/pypi-attestations");
    }

    @Test
    void describesItselfInOneLine() {
        assertThat(RELEASE.description()).isEqualTo("trailofbits/pypi-attestations release.yml");
    }

    @Test
    void describesItsEnvironment() {
        Publisher.GitHub restricted = new Publisher.GitHub(
                RELEASE.issuer(), RELEASE.server(), RELEASE.owner(), "2314423", RELEASE.repository(), RELEASE.workflow(), "pypi");

        assertThat(restricted.description()).isEqualTo("trailofbits/pypi-attestations release.yml (environment pypi)");
    }

    @Test
    void describesItsStricterRules() {
        Publisher.GitHub strict = new Publisher.GitHub(
                RELEASE.issuer(), RELEASE.server(), RELEASE.owner(), null, RELEASE.repository(), RELEASE.workflow(), "pypi", "815",
                "trailofbits/workflows/.github/workflows/publish.yml", RELEASE_TAGS);

        assertThat(strict.description())
                .isEqualTo("trailofbits/pypi-attestations release.yml calling"
                        + " trailofbits/workflows/.github/workflows/publish.yml (environment pypi) from refs/tags/v*");
    }

    @ParameterizedTest
    @MethodSource
    void describesEveryKindInOneLine(Publisher publisher, String description) {
        assertThat(publisher.description()).isEqualTo(description);
    }

    static Stream<Arguments> describesEveryKindInOneLine() {
        return Stream.of(
                Arguments.of(GITLAB, "group/subgroup/project .gitlab-ci.yml (environment pypi) from refs/tags/v*"),
                Arguments.of(GOOGLE, "Google release@example.org"),
                Arguments.of(ACTIVE_STATE, "ActiveState organization/project"),
                Arguments.of(BUILDKITE, "Buildkite organization/pipeline from refs/tags/v*"),
                Arguments.of(CIRCLE_CI, "CircleCI project p pipeline d from refs/tags/v*"),
                Arguments.of(EMAIL, "auditor@example.org by https://accounts.example"),
                Arguments.of(GENERIC, "https://ci.example project_path=group/project sub=release"));
    }

    @Test
    void namesTheRepositoryOfAServerOfItsOwn() {
        assertThat(GITLAB.repositoryUrl()).isEqualTo("https://gitlab.example/group/subgroup/project");
    }

    @Test
    void namesTheProjectPageOfAnActiveStateProject() {
        assertThat(ACTIVE_STATE.repositoryUrl()).isEqualTo("https://platform.activestate.com/organization/project");
    }

    @ParameterizedTest
    @MethodSource("withoutRepository")
    void namesNoRepositoryWhereTheIssuerVouchesForNone(Publisher publisher) {
        assertThat(publisher.repositoryUrl()).isNull();
    }

    static Stream<Publisher> withoutRepository() {
        return Stream.of(GOOGLE, BUILDKITE, CIRCLE_CI, EMAIL, GENERIC);
    }

    @Test
    void refusesAnIssuerWithoutAnyClaim() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Publisher.Generic("https://ci.example", Map.of()));
    }

    @Test
    void keepsItsClaimsWhateverBecomesOfTheCallersMap() {
        Map<String, String> claims = new HashMap<>(Map.of("sub", "release"));
        Publisher.Generic publisher = new Publisher.Generic("https://ci.example", claims);

        claims.put("sub", "anything");

        assertThat(publisher.claims()).containsExactly(Map.entry("sub", "release"));
    }

    @Test
    void differsFromTheSameRepositoryUnderAnotherIssuer() {
        Publisher.GitHub elsewhere = new Publisher.GitHub(
                "https://ghes.example/_services/token", RELEASE.server(), RELEASE.owner(), null, RELEASE.repository(), RELEASE.workflow(), null);

        assertThat(elsewhere).isNotEqualTo(RELEASE);
    }
}
