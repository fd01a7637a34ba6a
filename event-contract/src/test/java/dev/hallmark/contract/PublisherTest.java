package dev.hallmark.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PublisherTest {

    private static final Publisher.GitHub RELEASE = new Publisher.GitHub(
            Publisher.GitHub.PUBLIC_ISSUER,
            Publisher.GitHub.PUBLIC_SERVER,
            "trailofbits",
            null,
            "pypi-attestations",
            "release.yml",
            null);

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
    void differsFromTheSameRepositoryUnderAnotherIssuer() {
        Publisher.GitHub elsewhere = new Publisher.GitHub(
                "https://ghes.example/_services/token", RELEASE.server(), RELEASE.owner(), null, RELEASE.repository(), RELEASE.workflow(), null);

        assertThat(elsewhere).isNotEqualTo(RELEASE);
    }
}
