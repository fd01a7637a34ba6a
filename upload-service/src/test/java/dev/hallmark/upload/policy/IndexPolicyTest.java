package dev.hallmark.upload.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.ProjectPolicy;
import dev.hallmark.upload.testing.Configured;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IndexPolicyTest {

    @Test
    void asksForNothingByItself() {
        assertThat(Policies.initial(Configured.with(Map.of()).policy())).isEqualTo(ProjectPolicy.INITIAL);
    }

    @Test
    void asksForWhatTheOperatorSets() {
        ProjectPolicy policy = Policies.initial(Configured.with(Map.of(
                        "hallmark.policy.trusted-publishing-only", "true",
                        "hallmark.policy.attestations-required-from", "2026-01-01T00:00:00Z",
                        "hallmark.policy.required-predicate-types", "https://slsa.dev/provenance/v1",
                        "hallmark.policy.on-provenance-loss", "hold",
                        "hallmark.policy.on-provenance-change", "warn",
                        "hallmark.policy.private-repositories", "true",
                        "hallmark.policy.bound-to-index", "https://index.example"))
                .policy());

        assertThat(policy)
                .isEqualTo(new ProjectPolicy(
                        0,
                        true,
                        Instant.parse("2026-01-01T00:00:00Z"),
                        List.of("https://slsa.dev/provenance/v1"),
                        List.of(),
                        ProjectPolicy.Reaction.HOLD,
                        ProjectPolicy.Reaction.WARN,
                        true,
                        "https://index.example",
                        List.of()));
    }
}
