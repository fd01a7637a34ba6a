package dev.hallmark.upload.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.upload.testing.Distributions;
import dev.hallmark.upload.testing.Form;
import dev.hallmark.upload.testing.Index;
import dev.hallmark.upload.testing.IndexUnderTest;
import dev.hallmark.upload.testing.PeopleIssuer;
import dev.hallmark.upload.testing.RawHttp;
import dev.hallmark.upload.testing.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(IndexUnderTest.class)
class ApiTokenTest {

    @Inject
    TestClock clock;

    @AfterEach
    void backToToday() {
        clock.putForward(Duration.ZERO);
    }

    @Test
    void opensAllThatItsPersonMayUploadToAlsoWhatComesLater() {
        String person = Index.newPerson();
        String token = issued(person, "\"allProjects\":true").path("token").asText();
        String later = Index.newProject();
        Index.grant(later, person, "maintainer");

        assertThat(upload(token, later)).isEqualTo(202);
        assertThat(upload(token, Index.newProject())).isEqualTo(403);
    }

    @Test
    void opensOnlyTheProjectsThatItNames() {
        String person = Index.newPerson();
        String named = Index.newProject();
        String other = Index.newProject();
        Index.grant(named, person, "owner");
        Index.grant(other, person, "owner");

        String token = issued(person, "\"projects\":[\"" + named + "\"]").path("token").asText();

        assertThat(upload(token, named)).isEqualTo(202);
        assertThat(upload(token, other)).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"allProjects\":true", "\"projects\":[\"P\"]"})
    void diesForAProjectWithTheRole(String scope) {
        String person = Index.newPerson();
        String project = Index.newProject();
        Index.grant(project, person, "maintainer");
        String token = issued(person, scope.replace("\"P\"", "\"" + project + "\"")).path("token").asText();
        assertThat(upload(token, project)).isEqualTo(202);

        Index.as(PeopleIssuer.token(person), "DELETE", "/manage/projects/" + project + "/roles/me", "");

        assertThat(upload(token, project)).isEqualTo(403);
    }

    @Test
    void cannotBeIssuedForAProjectOfOthers() {
        RawHttp.Answer answer = issue(Index.newPerson(), "\"projects\":[\"" + Index.newProject() + "\"]");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(Index.json(answer.body()).path("code").asText()).isEqualTo("project-unknown");
    }

    @Test
    void belongsToItsPersonAlone() {
        String person = Index.newPerson();
        String id = issued(person, "\"allProjects\":true").path("details").path("id").asText();
        String stranger = PeopleIssuer.token(Index.newPerson());

        RawHttp.Answer revokedByStranger = Index.as(stranger, "DELETE", "/manage/tokens/" + id, "");
        RawHttp.Answer listOfStranger = Index.as(stranger, "GET", "/manage/tokens", "");
        RawHttp.Answer own = Index.as(PeopleIssuer.token(person), "GET", "/manage/tokens", "");

        assertThat(revokedByStranger.status()).isEqualTo(404);
        assertThat(Index.json(listOfStranger.body()).path("tokens")).isEmpty();
        assertThat(Index.json(own.body()).path("tokens").findValuesAsText("id")).containsExactly(id);
    }

    @Test
    void isDeadOnceItIsRevoked() {
        String person = Index.newPerson();
        String project = Index.newProject();
        Index.grant(project, person, "owner");
        JsonNode issued = issued(person, "\"allProjects\":true");

        Index.as(PeopleIssuer.token(person), "DELETE", "/manage/tokens/" + issued.path("details").path("id").asText(), "");

        assertThat(upload(issued.path("token").asText(), project)).isEqualTo(403);
    }

    @Test
    void tellsWhenItWasUsedLast() {
        String person = Index.newPerson();
        String project = Index.newProject();
        Index.grant(project, person, "owner");
        String token = issued(person, "\"allProjects\":true").path("token").asText();
        assertThat(lastUse(person)).isEmpty();
        upload(token, project);
        String first = lastUse(person);

        clock.putForward(Duration.ofMinutes(2));
        upload(token, project);

        assertThat(Instant.parse(lastUse(person))).isAfter(Instant.parse(first).plusSeconds(60));
    }

    @Test
    void livesForAYearAtTheMost() {
        RawHttp.Answer answer = issue(
                Index.newPerson(), "\"allProjects\":true,\"expiresAt\":\"" + Instant.now().plus(Duration.ofDays(400)) + "\"");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(Index.json(answer.body()).path("code").asText()).isEqualTo("token-invalid");
    }

    @Test
    void opensNothingAfterItsTime() {
        String person = Index.newPerson();
        String project = Index.newProject();
        Index.grant(project, person, "owner");
        String token = issued(
                        person, "\"allProjects\":true,\"expiresAt\":\"" + Instant.now().plus(Duration.ofHours(1)) + "\"")
                .path("token")
                .asText();

        clock.putForward(Duration.ofHours(2));

        assertThat(upload(token, project)).isEqualTo(403);
    }

    @Test
    void namesProjectsWhereItIsNobodys() {
        RawHttp.Answer answer = Index.manage("POST", "/manage/tokens", "{\"description\":\"a bot\",\"allProjects\":true}");

        assertThat(answer.status()).isEqualTo(400);
    }

    private static String lastUse(String person) {
        return Index.json(Index.as(PeopleIssuer.token(person), "GET", "/manage/tokens", "").body())
                .path("tokens")
                .get(0)
                .path("lastUsedAt")
                .asText();
    }

    private static JsonNode issued(String person, String scope) {
        RawHttp.Answer answer = issue(person, scope);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return Index.json(answer.body());
    }

    private static RawHttp.Answer issue(String person, String scope) {
        return Index.as(PeopleIssuer.token(person), "POST", "/manage/tokens", "{\"description\":\"mine\"," + scope + "}");
    }

    private static int upload(String token, String project) {
        return Index.uploadAsync(token, Form.of(Distributions.sdist(project, "1.0"))).status();
    }
}
