package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The administrator of an index.
record Manage(Index index) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// A publisher as it is registered.
    record Registration(ObjectNode members) {

        static Registration github(String owner, String repository, String workflow) {
            return ofGitHub("github", owner, repository, workflow);
        }

        /// Of the issuer that runs beside the index.
        static Registration local(String owner, String repository, String workflow) {
            return ofGitHub("local", owner, repository, workflow);
        }

        /// Of the GitLab that runs beside the index.
        static Registration localGitLab(String namespace, String project) {
            return new Registration(JSON.createObjectNode()
                    .put("issuer", "local-gitlab")
                    .put("namespace", namespace)
                    .put("project", project)
                    .put("workflowFile", ".gitlab-ci.yml"));
        }

        private static Registration ofGitHub(String issuer, String owner, String repository, String workflow) {
            return new Registration(JSON.createObjectNode()
                    .put("issuer", issuer)
                    .put("owner", owner)
                    .put("repository", repository)
                    .put("workflow", workflow));
        }
    }

    record IssuedToken(String id, String text) {}

    void createProject(String name) {
        Answer answer = send("POST", "/manage/projects", JSON.createObjectNode().put("name", name));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    }

    /// @return the publisher's id
    String addPublisher(String project, Registration registration) {
        Answer answer = send("POST", "/manage/projects/" + project + "/publishers", registration.members());
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    /// For a project that does not exist yet.
    void addPendingPublisher(String project, Registration registration) {
        ObjectNode wish = registration.members().deepCopy().put("projectName", project);
        Answer answer = send("POST", "/manage/pending-publishers", wish);
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    }

    void removePublisher(String project, String id) {
        Answer answer = send("DELETE", "/manage/projects/" + project + "/publishers/" + id, null);
        assertThat(answer.status()).as("%s", answer).isEqualTo(204);
    }

    IssuedToken issueToken(String project) {
        ObjectNode wish = JSON.createObjectNode().put("description", "end to end");
        wish.putArray("projects").add(project);
        Answer answer = send("POST", "/manage/tokens", wish);
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        String token = answer.json().path("token").asText();
        index.keepSecret(token);
        return new IssuedToken(answer.json().at("/details/id").asText(), token);
    }

    void revokeToken(IssuedToken token) {
        Answer answer = send("DELETE", "/manage/tokens/" + token.id(), null);
        assertThat(answer.status()).as("%s", answer).isEqualTo(204);
    }

    /// Creates the project and a token for it.
    String projectWithToken(String name) {
        createProject(name);
        return issueToken(name).text();
    }

    Answer send(String method, String path, ObjectNode body) {
        return Http.send(
                method,
                index.url(path),
                Map.of("Authorization", "Bearer " + index.adminToken(), "Content-Type", "application/json"),
                body == null ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
