package dev.hallmark.upload.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.upload.testing.Colleagues;
import dev.hallmark.upload.testing.Index;
import dev.hallmark.upload.testing.IndexUnderTest;
import dev.hallmark.upload.testing.PeopleIssuer;
import dev.hallmark.upload.testing.RawHttp;
import dev.hallmark.upload.testing.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// A service that started while the identity provider did not answer.
@QuarkusTest
@TestProfile(ProviderAwayTest.ProviderAway.class)
@TestMethodOrder(MethodOrderer.MethodName.class)
class ProviderAwayTest {

    public static final class ProviderAway implements QuarkusTestProfile {
        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(IndexUnderTest.class, Map.of(IndexUnderTest.PROVIDER_AWAY, "")));
        }
    }

    @Inject
    TestClock clock;

    @Test
    void asksPeopleToTryAgainAndSignsThemInWhenTheProviderIsBack() {
        String token = PeopleIssuer.token(Index.newPerson());

        RawHttp.Answer away = Index.as(token, "GET", "/manage/projects", "");
        RawHttp.Answer submission = Index.as(token, "POST", "/attestations/a/1.0/a-1.0.tar.gz", "[]");
        RawHttp.Answer administrator = Index.manage("GET", "/manage/projects", "");
        PeopleIssuer.comeBack();

        assertThat(away.status()).as(away.toString()).isEqualTo(503);
        assertThat(away.header("Retry-After")).isEqualTo("5");
        assertThat(Index.json(away.body()).path("code").asText()).isEqualTo("identity-provider-unavailable");
        assertThat(submission.status()).isEqualTo(503);
        assertThat(Index.json(submission.body()).path("code").asText()).isEqualTo("identity-provider-unavailable");
        assertThat(administrator.status()).isEqualTo(200);
        Colleagues.eventually(() -> Optional.of(Index.as(token, "GET", "/manage/projects", "").status())
                .filter(status -> status == 200));
    }

    @Test
    void leavesNewProjectsToAdministratorsUnlessItIsToldOtherwise() {
        Colleagues.eventually(() -> Optional.of(
                        Index.as(PeopleIssuer.token(Index.newPerson()), "GET", "/manage/projects", "").status())
                .filter(status -> status == 200));

        RawHttp.Answer answer = Index.as(
                PeopleIssuer.token(Index.newPerson()), "POST", "/manage/projects", "{\"name\":\"" + Index.newName() + "\"}");

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void believesAKeyThatTheProviderWithdrewForAnHourAtTheMost() {
        String token = PeopleIssuer.token(Index.newPerson());
        Colleagues.eventually(() -> Optional.of(Index.as(token, "GET", "/manage/projects", "").status())
                .filter(status -> status == 200));
        PeopleIssuer.changeKey();

        clock.putForward(Duration.ofMinutes(61));
        int withOldKey = Index.as(token, "GET", "/manage/projects", "").status();
        int withNewKey = Index.as(PeopleIssuer.token(Index.newPerson()), "GET", "/manage/projects", "").status();
        clock.putForward(Duration.ZERO);

        assertThat(withOldKey).isEqualTo(401);
        assertThat(withNewKey).isEqualTo(200);
    }
}
