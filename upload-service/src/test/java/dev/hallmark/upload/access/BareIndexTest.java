package dev.hallmark.upload.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.upload.testing.Index;
import dev.hallmark.upload.testing.IndexUnderTest;
import dev.hallmark.upload.testing.PeopleIssuer;
import dev.hallmark.upload.testing.RawHttp;
import dev.hallmark.upload.testing.Scanner;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// An index with the administrator's token and nothing else.
@QuarkusTest
@TestProfile(BareIndexTest.Bare.class)
class BareIndexTest {

    public static final class Bare implements QuarkusTestProfile {
        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(IndexUnderTest.class, Map.of(IndexUnderTest.BARE, "")));
        }
    }

    @Test
    void signsNobodyIn() {
        RawHttp.Answer answer = Index.as(PeopleIssuer.token(Index.newPerson()), "GET", "/manage/projects", "");

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void givesNobodyARoleWhoCouldNotSignIn() {
        RawHttp.Answer answer = Index.manage(
                "POST", "/manage/projects/" + Index.newProject() + "/roles", "{\"subject\":\"a\",\"role\":\"owner\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(Index.json(answer.body()).path("code").asText()).isEqualTo("identity-provider-missing");
    }

    @Test
    void knowsNoScanner() {
        RawHttp.Answer answer = Scanner.report("[]");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(Index.json(answer.body()).path("code").asText()).isEqualTo("scanner-unknown");
    }
}
