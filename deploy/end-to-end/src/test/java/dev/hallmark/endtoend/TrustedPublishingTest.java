package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.endtoend.Manage.Registration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What clients do by themselves in the environment of a CI job, against the index over https.
@ExtendWith(SharedIndex.class)
class TrustedPublishingTest {

    private final Index index;

    TrustedPublishingTest(Index index) {
        this.index = index;
    }

    @Test
    void uvPublishesFromAGitLabJob(PythonClients clients, @TempDir Path dist) {
        index.manage().createProject("uv-from-gitlab");
        index.manage().addPublisher("uv-from-gitlab", Registration.localGitLab("group/sub", "uv-from-gitlab"));
        Wheel wheel = Wheel.of("uv-from-gitlab", "1.0", "by a pipeline");
        wheel.writeTo(dist);

        Command.Ended uv = clients.uvPublish(index, gitLabJob("group/sub/uv-from-gitlab"), dist);

        assertThat(uv.exitCode()).as(uv.output()).isZero();
        assertThat(index.reader().lists(wheel)).isTrue();
    }

    @Test
    void uvSaysWhyAJobIsNotTrusted(PythonClients clients, @TempDir Path dist) {
        index.manage().createProject("uv-refused");
        index.manage().addPublisher("uv-refused", Registration.localGitLab("group/sub", "another"));
        Wheel.of("uv-refused", "1.0", "x").writeTo(dist);

        Command.Ended uv = clients.uvPublish(index, gitLabJob("group/sub/uv-refused"), dist);

        assertThat(uv.exitCode()).isNotZero();
        assertThat(uv.output()).contains("invalid-publisher").contains("no corresponding publisher");
    }

    @Test
    void pdmPublishesFromAGitHubJob(PythonClients clients, @TempDir Path project) {
        index.manage().createProject("pdm-published");
        index.manage().addPublisher("pdm-published", Registration.local("hallmark-tests", "pdm_published", "release.yml"));
        CiJob job = CiJob.of(index, "hallmark-tests/pdm_published", "release.yml");
        Wheel wheel = Wheel.of("pdm-published", "1.0", "by pdm");

        Command.Ended pdm = clients.pdmPublish(index, job, project, wheel);

        assertThat(pdm.exitCode()).as(pdm.output()).isZero();
        assertThat(index.reader().lists(wheel)).isTrue();
    }

    @Test
    void twinePublishesWithAMintedToken(PythonClients clients, @TempDir Path dist) {
        index.manage().createProject("twine-minted");
        index.manage().addPublisher("twine-minted", Registration.local("hallmark-tests", "twine_minted", "release.yml"));
        String token = CiJob.of(index, "hallmark-tests/twine_minted", "release.yml").uploadToken();
        Wheel wheel = Wheel.of("twine-minted", "1.0", "by twine");

        Command.Ended twine = clients.twineUpload(index, token, wheel.writeTo(dist));

        assertThat(twine.exitCode()).as(twine.output()).isZero();
        assertThat(index.reader().lists(wheel)).isTrue();
    }

    /// gh-action-pypi-publish: both requests at the root of the host, the audience's name read from the answer, the exchange
    /// without a Content-Type, and a token that has to begin with `pypi-`.
    @Test
    void answersTheTwoRequestsOfTheGitHubAction() {
        index.manage().createProject("by-the-action");
        index.manage().addPublisher("by-the-action", Registration.local("hallmark-tests", "by_the_action", "release.yml"));
        CiJob job = CiJob.of(index, "hallmark-tests/by_the_action", "release.yml");

        Answer audience = Http.get(index.url("/_/oidc/audience"));
        String idToken = job.idToken(audience.json().path("audience").asText());
        Answer minted = mintAsTheAction(idToken);
        Answer again = mintAsTheAction(idToken);

        assertThat(minted.json().path("token").asText()).startsWith("pypi-");
        index.keepSecret(minted.json().path("token").asText());
        assertThat(again.status()).isEqualTo(422);
        JsonNode error = again.json().path("errors").path(0);
        assertThat(error.path("code").asText()).isEqualTo("invalid-reuse-token");
        assertThat(error.path("description").asText()).isEqualTo("invalid token: already used");
    }

    @Test
    void tellsWhereTheExchangeIsThroughTheGateway() {
        Answer answer = Http.get(index.url("/.well-known/pytp?discover=%2Flegacy%2F"));

        assertThat(answer.json().path("audience-endpoint").asText()).isEqualTo(index.tlsOrigin() + "/_/oidc/audience");
        assertThat(answer.json().path("token-mint-endpoint").asText()).isEqualTo(index.tlsOrigin() + "/_/oidc/mint-token");
    }

    @Test
    void createsAProjectWithTheFirstRelease(PythonClients clients, @TempDir Path dist) {
        index.manage().addPendingPublisher("born-by-release", Registration.localGitLab("group", "born-by-release"));
        Wheel wheel = Wheel.of("born-by-release", "0.1", "first");
        wheel.writeTo(dist);

        Command.Ended uv = clients.uvPublish(index, gitLabJob("group/born-by-release"), dist);

        assertThat(uv.exitCode()).as(uv.output()).isZero();
        assertThat(index.reader().lists(wheel)).isTrue();
    }

    private Answer mintAsTheAction(String idToken) {
        return Http.send(
                "POST",
                index.url("/_/oidc/mint-token"),
                Map.of(),
                ("{\"token\": \"" + idToken + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    /// What a job of `.gitlab-ci.yml` that asks for a token of the index's audience finds in its environment.
    private Map<String, String> gitLabJob(String projectPath) {
        String wish = "{\"project_path\": \"%s\", \"id_tokens\": {\"HALLMARK_ID_TOKEN\": {\"aud\": \"%s\"}}}"
                .formatted(projectPath, CiJob.audience(index));
        Answer started = Http.send(
                "POST",
                index.authorities().resolve("/gitlab/jobs"),
                Map.of("Content-Type", "application/json"),
                wish.getBytes(StandardCharsets.UTF_8));
        assertThat(started.status()).as("%s", started).isEqualTo(201);
        JsonNode variables = started.json().path("variables");
        String idToken = variables.path("HALLMARK_ID_TOKEN").asText();
        index.keepSecret(idToken);
        return Map.of("GITLAB_CI", variables.path("GITLAB_CI").asText(), "HALLMARK_ID_TOKEN", idToken);
    }
}
