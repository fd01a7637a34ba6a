package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The administrator of an index.
record Manage(Index index) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// @param name of a configured issuer
    record Registration(String issuer, String owner, String repository, String workflow) {

        static Registration github(String owner, String repository, String workflow) {
            return new Registration("github", owner, repository, workflow);
        }

        /// Of the issuer that runs beside the index.
        static Registration local(String owner, String repository, String workflow) {
            return new Registration("local", owner, repository, workflow);
        }
    }

    record IssuedToken(String id, String text) {}

    void createProject(String name) {
        Answer answer = send("POST", "/manage/projects", JSON.createObjectNode().put("name", name));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    }

    /// @return the publisher's id
    String addPublisher(String project, Registration registration) {
        ObjectNode wish = JSON.createObjectNode()
                .put("issuer", registration.issuer())
                .put("owner", registration.owner())
                .put("repository", registration.repository())
                .put("workflow", registration.workflow());
        Answer answer = send("POST", "/manage/projects/" + project + "/publishers", wish);
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.json().path("id").asText();
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
