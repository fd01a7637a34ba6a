package dev.hallmark.development.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.Parsed;
import dev.hallmark.development.web.Json;
import org.junit.jupiter.api.Test;

final class JobTest {

    private static final Job JOB = Job.of("octo-org/sampleproject", "release.yml");

    @Test
    void namesTheRefInItsSubject() {
        assertThat(JOB.withRef("refs/heads/main", "ab").subject()).isEqualTo("repo:octo-org/sampleproject:ref:refs/heads/main");
    }

    @Test
    void namesPullRequestsInItsSubject() {
        assertThat(JOB.withEvent("pull_request").subject()).isEqualTo("repo:octo-org/sampleproject:pull_request");
    }

    @Test
    void namesTheEnvironmentBeforeEverythingElse() {
        assertThat(JOB.withEvent("pull_request").withEnvironment("pypi").subject())
                .isEqualTo("repo:octo-org/sampleproject:environment:pypi");
    }

    @Test
    void tellsAReusableWorkflowApartFromItsCaller() {
        Job job = JOB.withJobWorkflowRef("octo-org/shared/.github/workflows/publish.yml@refs/heads/main");
        assertThat(job.claims())
                .containsEntry("job_workflow_ref", "octo-org/shared/.github/workflows/publish.yml@refs/heads/main")
                .containsEntry("workflow_ref", "octo-org/sampleproject/.github/workflows/release.yml@refs/tags/v1.0.0");
    }

    @Test
    void leavesOutTheEnvironmentThatAJobDoesNotHave() {
        assertThat(JOB.claims()).doesNotContainKey("environment");
    }

    @Test
    void refusesAWorkflowThatIsAPath() {
        Parsed<Job> job = Job.parse(Json.object()
                .put("repository", "octo-org/sampleproject")
                .put("workflow", ".github/workflows/release.yml"));
        assertThat(job).isInstanceOf(Parsed.Invalid.class);
    }
}
