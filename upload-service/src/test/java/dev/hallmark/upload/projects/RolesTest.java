package dev.hallmark.upload.projects;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.upload.testing.Index;
import dev.hallmark.upload.testing.IndexUnderTest;
import dev.hallmark.upload.testing.PeopleIssuer;
import dev.hallmark.upload.testing.RawHttp;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(IndexUnderTest.class)
class RolesTest {

    @Test
    void makesAMaintainerOfSomebodyWhoNeverSignedIn() {
        String project = Index.newProject();
        String subject = Index.newPerson();

        Index.grant(project, subject, "maintainer");

        assertThat(Index.as(PeopleIssuer.token(subject), "GET", "/manage/projects/" + project, "").status()).isEqualTo(200);
    }

    @Test
    void replacesTheRoleThatSomebodyHas() {
        String project = Index.newProject();
        String subject = Index.newPerson();
        Index.grant(project, subject, "maintainer");

        Index.grant(project, subject, "owner");

        assertThat(roles(project)).extracting(role -> role.path("role").asText()).containsExactly("owner");
    }

    @Test
    void takesARoleAwayWithTheNextRequest() {
        String project = Index.newProject();
        String subject = Index.newPerson();
        Index.grant(project, subject, "maintainer");
        String person = idOf(project, subject);

        RawHttp.Answer revoked = Index.manage("DELETE", "/manage/projects/" + project + "/roles/" + person, "");

        assertThat(revoked.status()).isEqualTo(204);
        assertThat(Index.as(PeopleIssuer.token(subject), "GET", "/manage/projects/" + project, "").status()).isEqualTo(403);
    }

    @Test
    void letsAMaintainerGo() {
        String project = Index.newProject();
        String subject = Index.newPerson();
        Index.grant(project, subject, "maintainer");

        RawHttp.Answer left = Index.as(PeopleIssuer.token(subject), "DELETE", "/manage/projects/" + project + "/roles/me", "");

        assertThat(left.status()).isEqualTo(204);
        assertThat(roles(project)).isEmpty();
    }

    @Test
    void keepsTheLastOwner() {
        String project = Index.newProject();
        String subject = Index.newPerson();
        Index.grant(project, subject, "owner");
        String token = PeopleIssuer.token(subject);

        RawHttp.Answer left = Index.as(token, "DELETE", "/manage/projects/" + project + "/roles/me", "");
        RawHttp.Answer removed =
                Index.as(token, "DELETE", "/manage/projects/" + project + "/roles/" + idOf(project, subject), "");
        RawHttp.Answer stepped = Index.as(
                token, "POST", "/manage/projects/" + project + "/roles", "{\"subject\":\"" + subject + "\",\"role\":\"maintainer\"}");

        assertThat(List.of(left, removed, stepped)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(Index.json(answer.body()).path("code").asText()).isEqualTo("last-owner");
        });
    }

    @Test
    void leavesOneOfTwoOwnersWhoRemoveEachOther() {
        for (int round = 0; round < 5; round++) {
            String project = Index.newProject();
            String one = Index.newPerson();
            String other = Index.newPerson();
            Index.grant(project, one, "owner");
            Index.grant(project, other, "owner");
            String pathOfOne = "/manage/projects/" + project + "/roles/" + idOf(project, one);
            String pathOfOther = "/manage/projects/" + project + "/roles/" + idOf(project, other);

            CompletableFuture<Integer> first = CompletableFuture.supplyAsync(
                    () -> Index.as(PeopleIssuer.token(one), "DELETE", pathOfOther, "").status());
            CompletableFuture<Integer> second = CompletableFuture.supplyAsync(
                    () -> Index.as(PeopleIssuer.token(other), "DELETE", pathOfOne, "").status());

            // The loser finds itself the last owner, or no owner any more.
            assertThat(List.of(first.join(), second.join())).containsOnlyOnce(204).containsAnyOf(409, 403);
            assertThat(roles(project)).hasSize(1);
        }
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("POST", "", "{\"role\":\"owner\"}", 400, "role-invalid"),
                Arguments.of("POST", "", "{\"subject\":\" \",\"role\":\"owner\"}", 400, "role-invalid"),
                Arguments.of("POST", "", "{\"subject\":\"a\",\"role\":\"admin\"}", 400, "role-invalid"),
                Arguments.of("POST", "", "", 400, "role-invalid"),
                Arguments.of("DELETE", "/8c1e1f3c-0000-0000-0000-000000000000", "", 404, "role-unknown"),
                Arguments.of("DELETE", "/me", "", 404, "role-unknown"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refuses(String method, String path, String body, int status, String code) {
        RawHttp.Answer answer = Index.manage(method, "/manage/projects/" + Index.newProject() + "/roles" + path, body);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(Index.json(answer.body()).path("code").asText()).isEqualTo(code);
    }

    private static Iterable<JsonNode> roles(String project) {
        return Index.manage("GET", "/manage/projects/" + project + "/roles", "", 200).path("roles");
    }

    private static String idOf(String project, String subject) {
        for (JsonNode role : roles(project)) {
            if (role.path("subject").asText().equals(subject)) {
                return role.path("person").asText();
            }
        }
        throw new AssertionError("no role for " + subject);
    }
}
