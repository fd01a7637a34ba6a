package dev.hallmark.upload.publishers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.contract.event.PublisherAdded;
import dev.hallmark.contract.event.PublisherRemoved;
import dev.hallmark.contract.event.UploadTokenMinted;
import dev.hallmark.upload.testing.Colleagues;
import dev.hallmark.upload.testing.Distributions;
import dev.hallmark.upload.testing.Form;
import dev.hallmark.upload.testing.Index;
import dev.hallmark.upload.testing.IndexUnderTest;
import dev.hallmark.upload.testing.JobTokens;
import dev.hallmark.upload.testing.RawHttp;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Registrations of every kind, as they are managed and as jobs use them.
@QuarkusTest
@QuarkusTestResource(IndexUnderTest.class)
class PublishersTest {

    private static final String GITLAB =
            "{\"issuer\":\"%s\",\"namespace\":\"group/sub\",\"project\":\"%s\",\"workflowFile\":\".gitlab-ci.yml\"}";
    private static final String GITHUB = "{\"owner\":\"octo\",\"repository\":\"tool\",\"workflow\":\"release.yml\"}";

    @Inject
    Colleagues colleagues;

    @Test
    void exchangesTheTokenOfAGitLabJob() {
        String project = Index.newProject();
        add(project, GITLAB.formatted("gitlab", project));

        RawHttp.Answer minted = Index.mint(JobTokens.GITLAB.tokenWith(gitLabJob("gitlab.com", project)));

        assertThat(upload(minted, project)).isEqualTo(202);
    }

    @Test
    void tellsAGitLabOfOnesOwnFromGitLabCom() {
        String project = Index.newProject();
        add(project, GITLAB.formatted("gitlab", project));

        RawHttp.Answer answer = Index.mint(JobTokens.OWN_GITLAB.tokenWith(gitLabJob("gitlab.com", project)));

        assertThat(errorOf(answer)).isEqualTo(
                "invalid-publisher: valid token, but no corresponding publisher (Publisher with matching claims was not found)");
    }

    @Test
    void trustsTheSameProjectOfTwoGitLabs() {
        String project = Index.newProject();
        add(project, GITLAB.formatted("gitlab", project));
        add(project, GITLAB.formatted("own-gitlab", project));

        RawHttp.Answer minted = Index.mint(JobTokens.OWN_GITLAB.tokenWith(gitLabJob("gitlab.example", project)));

        assertThat(upload(minted, project)).isEqualTo(202);
    }

    @Test
    void exchangesAnEs256TokenOfAGitHubEnterpriseHost() {
        String project = Index.newProject();
        add(project, "{\"issuer\":\"ghes\",\"owner\":\"octo\",\"repository\":\"" + project + "\",\"workflow\":\"release.yml\"}");

        RawHttp.Answer minted = Index.mint(JobTokens.GITHUB_ENTERPRISE.tokenWith(gitHubJob(project, "release")));

        assertThat(upload(minted, project)).isEqualTo(202);
    }

    @Test
    void letsAGitHubEnterpriseHostSpeakForNoRepositoryOfGitHub() {
        String project = Index.newProject();
        Index.newPublisher(project, project);

        RawHttp.Answer answer = Index.mint(JobTokens.GITHUB_ENTERPRISE.tokenWith(gitHubJob(project, "release")));

        assertThat(errorOf(answer)).startsWith("invalid-publisher");
    }

    @ParameterizedTest
    @CsvSource({"ghes, workflow_run, 422", "github, workflow_run, 200", "github, pull_request_target, 422"})
    void refusesTheEventsThatTheIssuerIsConfiguredToRefuse(String issuer, String event, int status) {
        String project = Index.newProject();
        add(project, "{\"issuer\":\"" + issuer + "\",\"owner\":\"octo\",\"repository\":\"" + project + "\",\"workflow\":\"release.yml\"}");
        JobTokens tokens = issuer.equals("ghes") ? JobTokens.GITHUB_ENTERPRISE : JobTokens.GITHUB;

        RawHttp.Answer answer = Index.mint(tokens.tokenWith(gitHubJob(project, event)));

        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void exchangesTheTokenOfAServiceAccountAgain() {
        String project = Index.newProject();
        String email = project + "@example.iam.gserviceaccount.com";
        add(project, "{\"issuer\":\"google\",\"email\":\"" + email + "\"}");
        String token = JobTokens.GOOGLE.tokenWith(Map.of("email", email, "email_verified", true, "sub", "1"));
        Index.mint(token);

        RawHttp.Answer again = Index.mint(token);

        assertThat(upload(again, project)).isEqualTo(202);
    }

    @Test
    void takesTheTokensOfAnIssuerForAnAudienceOfItsOwn() {
        String project = Index.newProject();
        add(project, "{\"issuer\":\"own-forge\",\"claims\":{\"repo\":\"" + project + "\"}}");

        RawHttp.Answer usual = Index.mint(JobTokens.OWN_FORGE.tokenWith(Map.of("repo", project)));
        RawHttp.Answer own = Index.mint(JobTokens.OWN_FORGE.tokenWith(Map.of("repo", project, "aud", "packages")));

        assertThat(errorOf(usual)).isEqualTo("invalid-token: malformed or invalid token");
        assertThat(upload(own, project)).isEqualTo(202);
    }

    @Test
    void exchangesATokenWithoutAnIdOnce() {
        String project = Index.newProject();
        add(project, "{\"issuer\":\"own-forge\",\"claims\":{\"repo\":\"" + project + "\"}}");
        Map<String, Object> claims = new HashMap<>(Map.of("repo", project, "aud", "packages"));
        claims.put("jti", null);
        String token = JobTokens.OWN_FORGE.tokenWith(claims);
        Index.mint(token);

        RawHttp.Answer again = Index.mint(token);

        assertThat(errorOf(again)).isEqualTo("invalid-reuse-token: invalid token: already used");
    }

    @Test
    void tellsWhoWasGivenAnUploadToken() {
        String project = Index.newProject();
        add(project, GITLAB.formatted("gitlab", project));

        Index.mint(JobTokens.GITLAB.tokenWith(gitLabJob("gitlab.com", project)));

        UploadTokenMinted event = colleagues.await(UploadTokenMinted.class, project);
        assertThat(event.publisher().description()).isEqualTo("group/sub/" + project + " .gitlab-ci.yml");
        assertThat(event.claims()).containsEntry("ref_path", "refs/tags/v1").containsEntry("pipeline_id", "574");
    }

    @ParameterizedTest
    @CsvSource({"private", "internal"})
    void refusesAttestationsThatWouldNameAHiddenRepositoryAndSaysHowToAllowThem(String visibility) {
        String project = Index.newProject();
        Index.newPublisher(project, project);
        String token = tokenOfARepository(project, visibility);

        RawHttp.Answer answer =
                Index.uploadAsync(token, Form.of(Distributions.sdist(project, "1.0")).field("attestations", "[1]"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .contains("repository-private")
                .contains("PUT /manage/projects/" + project + "/policy")
                .contains("one whose visibility is " + visibility);
    }

    @Test
    void takesAttestationsOfAHiddenRepositoryWhereTheProjectAllowsIt() {
        String project = Index.newProject();
        Index.newPublisher(project, project);
        Index.manage("PUT", "/manage/projects/" + project + "/policy", "{\"privateRepositories\":true}", 200);
        String token = tokenOfARepository(project, "private");

        RawHttp.Answer answer =
                Index.uploadAsync(token, Form.of(Distributions.sdist(project, "1.0")).field("attestations", "[1]"));

        assertThat(answer.status()).isEqualTo(202);
    }

    @Test
    void takesFilesOfAHiddenRepositoryWithoutAttestations() {
        String project = Index.newProject();
        Index.newPublisher(project, project);

        RawHttp.Answer answer = Index.uploadAsync(
                tokenOfARepository(project, "private"), Form.of(Distributions.sdist(project, "1.0")));

        assertThat(answer.status()).isEqualTo(202);
    }

    @Test
    void showsAPublisherWithItsKindAndItsMembers() {
        String project = Index.newProject();
        add(project, GITLAB.formatted("own-gitlab", "tool"));

        JsonNode shown = Index.manage("GET", "/manage/projects/" + project + "/publishers", "", 200).path("publishers").get(0);

        assertThat(shown.path("projectName").asText()).isEqualTo(project);
        assertThat(shown.path("kind").asText()).isEqualTo("gitlab");
        assertThat(shown.path("issuer").asText()).isEqualTo("https://gitlab.example");
        assertThat(shown.path("server").asText()).isEqualTo("https://gitlab.example");
        assertThat(shown.path("namespace").asText()).isEqualTo("group/sub");
        assertThat(shown.has("environment")).isFalse();
    }

    @Test
    void showsTheOwnerThatTheFirstTokenPinned() {
        String project = Index.newProject();
        Index.newPublisher(project, project);

        Index.newUploadToken(project);

        JsonNode shown = Index.manage("GET", "/manage/projects/" + project + "/publishers", "", 200).path("publishers").get(0);
        assertThat(shown.path("ownerId").asText()).isEqualTo("583231");
    }

    @Test
    void constrainsAPublisherAndTellsOfBoth() {
        String project = Index.newProject();
        String wide = Index.newPublisher(project, project);

        JsonNode narrow = Index.manage(
                "PATCH", "/manage/projects/" + project + "/publishers/" + wide, "{\"refPattern\":\"refs/tags/v*\"}", 200);

        assertThat(narrow.path("id").asText()).isNotEqualTo(wide);
        assertThat(narrow.path("refPattern").asText()).isEqualTo("refs/tags/v*");
        assertThat(colleagues.await(PublisherRemoved.class, project).publisherId()).hasToString(wide);
        assertThat(colleagues.sent(PublisherAdded.class, project))
                .extracting(added -> added.publisher().description())
                .containsExactly(
                        "octo/" + project + " release.yml", "octo/" + project + " release.yml from refs/tags/v*");
    }

    @Test
    void endsTheUploadTokensOfAPublisherThatIsConstrained() {
        String project = Index.newProject();
        String wide = Index.newPublisher(project, project);
        String token = Index.newUploadToken(project);

        Index.manage("PATCH", "/manage/projects/" + project + "/publishers/" + wide, "{\"environment\":\"release\"}", 200);

        assertThat(Index.uploadAsync(token, Form.of(Distributions.sdist(project, "1.0"))).status()).isEqualTo(403);
    }

    @Test
    void trustsOneWorkflowInTwoEnvironments() {
        String project = Index.newProject();
        add(project, GITHUB.replace("}", ",\"environment\":\"production\"}"));

        add(project, GITHUB.replace("}", ",\"environment\":\"staging\"}"));

        assertThat(Index.manage("GET", "/manage/projects/" + project + "/publishers", "", 200).path("publishers")).hasSize(2);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("POST", "", "", 400, "publisher-invalid"),
                Arguments.of("POST", "", "[]", 400, "malformed-json"),
                Arguments.of("POST", "", GITHUB, 409, "publisher-exists"),
                Arguments.of("POST", "", GITHUB.replace("tool", "TOOL"), 409, "publisher-exists"),
                Arguments.of("POST", "", GITHUB.replace("tool", "a/b"), 400, "publisher-invalid"),
                Arguments.of("POST", "", GITHUB.replace("workflow", "workfolw"), 400, "publisher-invalid"),
                Arguments.of("POST", "", GITHUB.replace("}", ",\"refPattern\":\"v*\"}"), 400, "publisher-invalid"),
                Arguments.of("POST", "", GITHUB.replace("}", ",\"calledWorkflow\":\"publish.yml\"}"), 400, "publisher-invalid"),
                Arguments.of("POST", "", GITHUB.replace("}", ",\"server\":\"https://evil.example\"}"), 400, "publisher-invalid"),
                Arguments.of("POST", "", GITLAB.formatted("nobody", "tool"), 400, "issuer-unknown"),
                Arguments.of("POST", "", GITLAB.formatted("github", "tool"), 400, "publisher-invalid"),
                Arguments.of("POST", "", GITLAB.formatted("gitlab", "tool.git"), 400, "publisher-invalid"),
                Arguments.of("POST", "", GITLAB.formatted("gitlab", "tool").replace(".gitlab", "/.gitlab"), 400, "publisher-invalid"),
                Arguments.of("POST", "", GITLAB.formatted("gitlab", "tool").replace("group/sub", "group/../sub"), 400, "publisher-invalid"),
                Arguments.of("POST", "", "{\"issuer\":\"google\",\"email\":\"nobody\"}", 400, "publisher-invalid"),
                Arguments.of("POST", "", "{\"issuer\":\"own-forge\"}", 400, "publisher-invalid"),
                Arguments.of("POST", "", "{\"issuer\":\"own-forge\",\"claims\":{\"aud\":\"x\"}}", 400, "publisher-invalid"),
                Arguments.of("POST", "", "{\"issuer\":\"own-forge\",\"claims\":{\"n\":1}}", 400, "publisher-invalid"),
                Arguments.of("PATCH", "/ID", "{}", 400, "publisher-invalid"),
                Arguments.of("PATCH", "/ID", "", 400, "publisher-invalid"),
                Arguments.of("PATCH", "/ID", "{\"workflow\":\"other.yml\"}", 400, "publisher-invalid"),
                Arguments.of("PATCH", "/ID", "{\"nothing\":\"1\"}", 400, "publisher-invalid"),
                Arguments.of("PATCH", "/ID", "{\"environment\":\"taken\"}", 409, "publisher-exists"),
                Arguments.of("PATCH", "/8c1e1f3c-0000-0000-0000-000000000000", "{\"environment\":\"x\"}", 404, "publisher-unknown"));
    }

    @ParameterizedTest(name = "{0} {2}: {4}")
    @MethodSource("refusals")
    void refusesAndChangesNothing(String method, String path, String body, int status, String code) {
        String project = Index.newProject();
        String id = add(project, GITHUB);
        add(project, GITHUB.replace("}", ",\"environment\":\"taken\"}"));

        RawHttp.Answer answer =
                Index.manage(method, "/manage/projects/" + project + "/publishers" + path.replace("ID", id), body);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(Index.json(answer.body()).path("code").asText()).isEqualTo(code);
        assertThat(Index.manage("GET", "/manage/projects/" + project + "/publishers", "", 200).path("publishers")).hasSize(2);
    }

    private static String add(String project, String publisher) {
        return Index.manage("POST", "/manage/projects/" + project + "/publishers", publisher, 201).path("id").asText();
    }

    static Map<String, Object> gitHubJob(String repository, String event) {
        String workflow = "octo/" + repository + "/.github/workflows/release.yml@refs/tags/v1";
        return Map.of(
                "repository", "octo/" + repository,
                "repository_owner", "octo",
                "repository_owner_id", "583231",
                "workflow_ref", workflow,
                "job_workflow_ref", workflow,
                "ref", "refs/tags/v1",
                "sha", "7fd1a60b01f91b314f59955a4e4d4e80d8edf11d",
                "event_name", event);
    }

    private static String tokenOfARepository(String repository, String visibility) {
        Map<String, Object> job = new HashMap<>(gitHubJob(repository, "release"));
        job.put("repository_visibility", visibility);
        return Index.json(Index.mint(JobTokens.GITHUB.tokenWith(job)).body()).path("token").asText();
    }

    private static Map<String, Object> gitLabJob(String host, String project) {
        return Map.of(
                "sub", "project_path:group/sub/" + project + ":ref_type:tag:ref:v1",
                "project_path", "group/sub/" + project,
                "project_id", "22",
                "namespace_id", "72",
                "pipeline_id", "574",
                "ci_config_ref_uri", host + "/group/sub/" + project + "//.gitlab-ci.yml@refs/tags/v1",
                "ref_path", "refs/tags/v1",
                "sha", "7fd1a60b01f91b314f59955a4e4d4e80d8edf11d");
    }

    private static int upload(RawHttp.Answer minted, String project) {
        assertThat(minted.status()).as(minted.toString()).isEqualTo(200);
        String token = Index.json(minted.body()).path("token").asText();
        return Index.uploadAsync(token, Form.of(Distributions.sdist(project, "1.0"))).status();
    }

    private static String errorOf(RawHttp.Answer answer) {
        JsonNode error = Index.json(answer.body()).path("errors").path(0);
        return error.path("code").asText() + ": " + error.path("description").asText();
    }
}
