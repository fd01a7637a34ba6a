package dev.hallmark.development.sigstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.Parsed;
import dev.hallmark.development.oidc.Job;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What certificates tell of jobs that do not run on github.com; [RealCertificateTest] compares those that do.
final class IdentityTest {

    private static final Identity.SubjectName GITLAB =
            new Identity.SubjectName.Uri("https://gitlab.com/group/sub/project//.gitlab-ci.yml@refs/tags/v1.0.0");

    @Test
    void tellsTheProjectOfAGitLabPipeline() {
        Identity identity = Identity.ofGitLab("group/sub/project", ".gitlab-ci.yml");
        assertThat(identity.subject()).isEqualTo(GITLAB);
        assertThat(identity.extensions())
                .containsEntry(FulcioExtension.ISSUER, "https://gitlab.com")
                .containsEntry(FulcioExtension.SOURCE_REPOSITORY_URI, "https://gitlab.com/group/sub/project")
                .containsEntry(FulcioExtension.SOURCE_REPOSITORY_OWNER_URI, "https://gitlab.com/group/sub")
                .containsEntry(FulcioExtension.SOURCE_REPOSITORY_REF, "refs/tags/v1.0.0")
                .containsEntry(FulcioExtension.BUILD_CONFIG_URI,
                        "https://gitlab.com/group/sub/project//.gitlab-ci.yml@refs/tags/v1.0.0")
                .containsEntry(FulcioExtension.RUN_INVOCATION_URI, "https://gitlab.com/group/sub/project/-/jobs/7007")
                .doesNotContainKey(FulcioExtension.GITHUB_WORKFLOW_REPOSITORY);
    }

    @Test
    void namesAGitLabHostOfOnesOwn() {
        Identity identity = Identity.ofGitLab("https://git.example.org", "group/project", "ci/release.yml");
        assertThat(identity.extensions())
                .containsEntry(FulcioExtension.ISSUER, "https://git.example.org")
                .containsEntry(FulcioExtension.BUILD_CONFIG_URI,
                        "https://git.example.org/group/project//ci/release.yml@refs/tags/v1.0.0");
    }

    @Test
    void namesAGitHubHostOfOnesOwn() {
        Identity identity = Identity.of(
                Job.of("octo-org/octo-repo", "release.yml"),
                "https://github.example.org/_services/token",
                "https://github.example.org");
        assertThat(identity.subject()).isEqualTo(new Identity.SubjectName.Uri(
                "https://github.example.org/octo-org/octo-repo/.github/workflows/release.yml@refs/tags/v1.0.0"));
        assertThat(identity.extensions())
                .containsEntry(FulcioExtension.ISSUER, "https://github.example.org/_services/token")
                .containsEntry(FulcioExtension.SOURCE_REPOSITORY_URI, "https://github.example.org/octo-org/octo-repo");
    }

    @Test
    void tellsLittleOfABuildkiteJob() {
        Identity identity = Identity.ofBuildkite("octo", "release");
        assertThat(identity.subject()).isEqualTo(new Identity.SubjectName.Uri("https://buildkite.com/octo/release"));
        assertThat(identity.extensions()).containsOnlyKeys(
                FulcioExtension.ISSUER_V1, FulcioExtension.ISSUER, FulcioExtension.RUNNER_ENVIRONMENT,
                FulcioExtension.SOURCE_REPOSITORY_DIGEST, FulcioExtension.BUILD_TRIGGER,
                FulcioExtension.RUN_INVOCATION_URI, FulcioExtension.TOKEN_SUBJECT);
    }

    @Test
    void namesTheAddressOfAServiceAccount() {
        Identity identity = Identity.ofGoogle("builder@project.iam.gserviceaccount.com");
        assertThat(identity.subject())
                .isEqualTo(new Identity.SubjectName.Email("builder@project.iam.gserviceaccount.com"));
        assertThat(identity.extensions()).containsOnlyKeys(FulcioExtension.ISSUER_V1, FulcioExtension.ISSUER);
    }

    @Test
    void knowsTheKindOfATokenByItsClaims() {
        Map<String, String> pipeline = Map.of("iss", "https://gitlab.com", "ref_type", "branch", "ref", "main",
                "ci_config_ref_uri", "gitlab.com/group/project//.gitlab-ci.yml@refs/heads/main");
        Map<String, String> person = Map.of("iss", "https://issuer.example", "email", "someone@example.org");
        assertThat(Identity.ofClaims(pipeline).orThrow().extensions())
                .containsEntry(FulcioExtension.SOURCE_REPOSITORY_REF, "refs/heads/main");
        assertThat(Identity.ofClaims(person).orThrow().subject())
                .isEqualTo(new Identity.SubjectName.Email("someone@example.org"));
        assertThat(Identity.ofClaims(Map.of("iss", "https://issuer.example"))).isInstanceOf(Parsed.Invalid.class);
    }
}
