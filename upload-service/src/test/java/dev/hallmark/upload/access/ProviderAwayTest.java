package dev.hallmark.upload.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.upload.testing.Colleagues;
import dev.hallmark.upload.testing.Index;
import dev.hallmark.upload.testing.IndexUnderTest;
import dev.hallmark.upload.testing.PeopleIssuer;
import dev.hallmark.upload.testing.RawHttp;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A service that started while the identity provider did not answer.
@QuarkusTest
@TestProfile(ProviderAwayTest.ProviderAway.class)
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

    @Test
    void asksPeopleToTryAgainAndSignsThemInWhenTheProviderIsBack() {
        String token = PeopleIssuer.token(Index.newPerson());

        RawHttp.Answer away = Index.as(token, "GET", "/manage/projects", "");
        RawHttp.Answer administrator = Index.manage("GET", "/manage/projects", "");
        PeopleIssuer.comeBack();

        assertThat(away.status()).as(away.toString()).isEqualTo(503);
        assertThat(away.header("Retry-After")).isEqualTo("5");
        assertThat(Index.json(away.body()).path("code").asText()).isEqualTo("identity-provider-unavailable");
        assertThat(administrator.status()).isEqualTo(200);
        Colleagues.eventually(() -> Optional.of(Index.as(token, "GET", "/manage/projects", "").status())
                .filter(status -> status == 200));
    }
}
