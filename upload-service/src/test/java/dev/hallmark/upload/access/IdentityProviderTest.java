package dev.hallmark.upload.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.upload.settings.Settings;
import dev.hallmark.upload.testing.Configured;
import io.quarkus.runtime.StartupEvent;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentityProviderTest {

    @Test
    void refusesAnIssuerOfJobsAsThatOfPeople() {
        IdentityProvider provider = new IdentityProvider(settings("https://gitlab.example"), Clock.systemUTC());

        assertThatThrownBy(() -> provider.start(new StartupEvent()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hallmark.people.issuer")
                .hasMessageContaining("https://gitlab.example");
    }

    @Test
    void takesAnIssuerOfPeopleAlone() {
        IdentityProvider provider = new IdentityProvider(settings("https://accounts.example"), Clock.systemUTC());

        assertThatCode(() -> provider.start(new StartupEvent())).doesNotThrowAnyException();
    }

    private static Settings settings(String people) {
        return Configured.with(Map.of(
                "hallmark.issuers.gitlab.url", "https://gitlab.example",
                "hallmark.people.issuer", people,
                "hallmark.people.audience", "hallmark-people"));
    }
}
