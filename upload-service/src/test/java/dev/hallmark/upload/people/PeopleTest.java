package dev.hallmark.upload.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.upload.testing.Distributions;
import dev.hallmark.upload.testing.Form;
import dev.hallmark.upload.testing.Index;
import dev.hallmark.upload.testing.IndexUnderTest;
import dev.hallmark.upload.testing.PeopleIssuer;
import dev.hallmark.upload.testing.RawHttp;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(IndexUnderTest.class)
class PeopleTest {

    @Test
    void takesEverythingFromSomebodyWhoLeft() {
        String subject = Index.newPerson();
        String project = Index.newProject();
        Index.grant(project, subject, "owner");
        String person = PeopleIssuer.token(subject);
        String token = Index.json(Index.as(person, "POST", "/manage/tokens", "{\"description\":\"mine\",\"allProjects\":true}")
                        .body())
                .path("token")
                .asText();

        RawHttp.Answer answer = Index.manage("DELETE", "/manage/people/" + idOf(subject) + "/rights", "");
        Index.grant(project, subject, "maintainer");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(Index.as(person, "PUT", "/manage/projects/" + project + "/policy", "{}").status()).isEqualTo(403);
        // Not even a new role brings an old token back.
        assertThat(Index.uploadAsync(token, Form.of(Distributions.sdist(project, "1.0"))).status()).isEqualTo(403);
    }

    @Test
    void knowsNobodyElse() {
        RawHttp.Answer answer =
                Index.manage("DELETE", "/manage/people/8c1e1f3c-0000-0000-0000-000000000000/rights", "");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(Index.json(answer.body()).path("code").asText()).isEqualTo("person-unknown");
    }

    private static String idOf(String subject) {
        for (JsonNode person : Index.manage("GET", "/manage/people", "", 200).path("people")) {
            if (person.path("subject").asText().equals(subject)) {
                return person.path("id").asText();
            }
        }
        throw new AssertionError("nobody knows " + subject);
    }
}
