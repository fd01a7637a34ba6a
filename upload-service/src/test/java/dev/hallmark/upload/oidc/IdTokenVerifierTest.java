package dev.hallmark.upload.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.Parsed;
import dev.hallmark.upload.testing.JobTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdTokenVerifierTest {

    private static final Instant ISSUED = Instant.parse("2026-01-01T00:00:00Z");
    private static final int LIFE = 300;

    @ParameterizedTest
    @CsvSource({"-31, false", "-30, true", "0, true", "300, true", "329, true", "331, false"})
    void allowsClocksToDifferBy30Seconds(long secondsAfterIssue, boolean accepted) {
        assertThat(verifiedAt(ISSUED.plusSeconds(secondsAfterIssue))).isEqualTo(accepted);
    }

    @ParameterizedTest
    @CsvSource({"329", "330", "331", "345"})
    void remembersASpentTokenLongerThanAnyClockAcceptsIt(long secondsAfterIssue) {
        IdToken token = new IdToken(JobTokens.GITHUB_URL, java.util.Map.of(), ISSUED.plusSeconds(LIFE), "");

        Instant forgetAfter = IdTokenVerifier.forgetAfter(token);

        assertThat(forgetAfter).isAfter(ISSUED.plusSeconds(secondsAfterIssue));
        assertThat(verifiedAt(forgetAfter.minus(Duration.ofSeconds(20)))).isFalse();
    }

    private static boolean verifiedAt(Instant now) {
        String compact = JobTokens.GITHUB.sign(JobTokens.GITHUB.claims(ISSUED, _ -> {}));
        return new IdTokenVerifier("hallmark", Clock.fixed(now, ZoneOffset.UTC))
                .verify(UnverifiedIdToken.parse(compact).orThrow(), JobTokens.GITHUB.key().getPublicKey())
                instanceof Parsed.Valid<IdToken>;
    }
}
