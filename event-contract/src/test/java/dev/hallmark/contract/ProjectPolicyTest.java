package dev.hallmark.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProjectPolicyTest {

    private static final Publisher AUDITOR = new Publisher.Email("https://accounts.example", "auditor@example.org");
    private static final int TOO_MANY = ProjectPolicy.MAX_ENTRIES + 1;

    @Test
    void asksForNothingAtFirst() {
        assertThat(ProjectPolicy.INITIAL)
                .isEqualTo(new ProjectPolicy(
                        0, false, null, List.of(), List.of(), ProjectPolicy.Reaction.ALLOW, ProjectPolicy.Reaction.ALLOW, false, null,
                        List.of()));
    }

    @Test
    void keepsItsListsWhateverBecomesOfTheCallers() {
        List<String> types = new ArrayList<>(List.of("https://slsa.dev/provenance/v1"));
        List<Publisher> identities = new ArrayList<>(List.of(AUDITOR));
        List<ProjectPolicy.Attester> attesters = new ArrayList<>(List.of(new ProjectPolicy.Attester("auditor", AUDITOR)));
        ProjectPolicy policy = policy(1, types, identities, attesters);

        types.clear();
        identities.clear();
        attesters.clear();

        assertThat(policy.requiredPredicateTypes()).containsExactly("https://slsa.dev/provenance/v1");
        assertThat(policy.pinnedIdentities()).containsExactly(AUDITOR);
        assertThat(policy.attesters()).containsExactly(new ProjectPolicy.Attester("auditor", AUDITOR));
    }

    @Test
    void isCountedFromNought() {
        assertThatIllegalArgumentException().isThrownBy(() -> policy(-1, List.of(), List.of(), List.of()));
    }

    @Test
    void namesABoundedNumberOfPredicateTypes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy(1, Collections.nCopies(TOO_MANY, "type"), List.of(), List.of()));
    }

    @Test
    void namesABoundedNumberOfIdentities() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy(1, List.of(), Collections.nCopies(TOO_MANY, AUDITOR), List.of()));
    }

    @Test
    void namesABoundedNumberOfAttesters() {
        ProjectPolicy.Attester auditor = new ProjectPolicy.Attester("auditor", AUDITOR);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy(1, List.of(), List.of(), Collections.nCopies(TOO_MANY, auditor)));
    }

    private static ProjectPolicy policy(
            long version, List<String> types, List<Publisher> identities, List<ProjectPolicy.Attester> attesters) {
        return new ProjectPolicy(
                version, false, null, types, identities, ProjectPolicy.Reaction.ALLOW, ProjectPolicy.Reaction.ALLOW, false, null,
                attesters);
    }
}
