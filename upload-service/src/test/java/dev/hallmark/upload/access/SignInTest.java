package dev.hallmark.upload.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.upload.testing.Index;
import dev.hallmark.upload.testing.IndexUnderTest;
import dev.hallmark.upload.testing.PeopleIssuer;
import dev.hallmark.upload.testing.RawHttp;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(IndexUnderTest.class)
class SignInTest {

    @Test
    void makesWhoCreatesAProjectItsOwnerUnderTheNameThatTheProviderGives() {
        String subject = Index.newPerson();
        String project = Index.newName();

        RawHttp.Answer created =
                Index.as(PeopleIssuer.token(subject), "POST", "/manage/projects", "{\"name\":\"" + project + "\"}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(Index.json(created.body()).path("createdBy").asText()).isEqualTo("Name of " + subject + " (" + subject + ")");
        var role = Index.manage("GET", "/manage/projects/" + project + "/roles", "", 200).path("roles").get(0);
        assertThat(role.path("subject").asText()).isEqualTo(subject);
        assertThat(role.path("name").asText()).isEqualTo("Name of " + subject);
        assertThat(role.path("role").asText()).isEqualTo("owner");
    }

    @Test
    void showsPeopleTheirOwnProjectsOnly() {
        String subject = Index.newPerson();
        String theirs = Index.newProject();
        Index.grant(theirs, subject, "maintainer");
        Index.newProject();

        RawHttp.Answer list = Index.as(PeopleIssuer.token(subject), "GET", "/manage/projects", "");

        assertThat(Index.json(list.body()).path("projects").findValuesAsText("name")).containsExactly(theirs);
    }

    @Test
    void doesNotAskTheProviderAboutEveryRequest() {
        String token = PeopleIssuer.token(Index.newPerson());
        Index.as(token, "GET", "/manage/projects", "");
        int before = PeopleIssuer.requests();

        for (int i = 0; i < 20; i++) {
            Index.as(token, "GET", "/manage/projects", "");
        }

        assertThat(PeopleIssuer.requests()).isEqualTo(before);
    }

    static Stream<Arguments> otherTokens() {
        return Stream.of(
                token("of another audience", claims -> claims.setAudience("hallmark")),
                token("of another issuer", claims -> claims.setIssuer("https://elsewhere.example")),
                token("that expired", claims -> claims.setExpirationTime(NumericDate.fromSeconds(1_700_000_000))),
                token("that never expires", claims -> claims.unsetClaim("exp")),
                token("that is not valid yet", claims -> claims.setNotBeforeMinutesInThePast(-10)),
                token("without a subject", claims -> claims.unsetClaim("sub")),
                token("with an empty subject", claims -> claims.setSubject(" ")),
                token("with a subject that is too long", claims -> claims.setSubject("x".repeat(256))),
                token("with a subject that is no text", claims -> claims.setClaim("sub", Map.of("a", "b"))));
    }

    private static Arguments token(String what, Consumer<JwtClaims> difference) {
        return Arguments.of(what, difference);
    }

    @ParameterizedTest(name = "a token {0}")
    @MethodSource("otherTokens")
    void letsNobodyInWith(String what, Consumer<JwtClaims> difference) {
        RawHttp.Answer answer =
                Index.as(PeopleIssuer.token(Index.newPerson(), difference), "GET", "/manage/projects", "");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
        assertThat(Index.json(answer.body()).path("code").asText()).isEqualTo("authentication-required");
    }

    @Test
    void takesAGroupForAdministratorsOnlyAsAWhole() {
        RawHttp.Answer answer = Index.as(
                PeopleIssuer.token(Index.newPerson(), PeopleIssuer.ADMINISTRATORS + "-not"), "GET", "/manage/projects/x", "");

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void knowsAnAdministratorByAClaimThatIsOneText() {
        RawHttp.Answer answer = Index.as(
                PeopleIssuer.token(
                        Index.newPerson(), claims -> claims.setStringClaim("groups", PeopleIssuer.ADMINISTRATORS)),
                "GET",
                "/manage/projects/" + Index.newProject(),
                "");

        assertThat(answer.status()).isEqualTo(200);
    }
}
