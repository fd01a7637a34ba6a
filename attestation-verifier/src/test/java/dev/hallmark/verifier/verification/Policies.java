package dev.hallmark.verifier.verification;

import dev.hallmark.contract.ProjectPolicy;
import dev.hallmark.contract.ProjectPolicy.Reaction;
import dev.hallmark.contract.Publisher;
import java.time.Instant;
import java.util.List;

/// Project policies that each ask for one thing.
final class Policies {

    private Policies() {}

    static ProjectPolicy requiredFrom(Instant from) {
        return policy(from, List.of(), List.of(), false, null);
    }

    static ProjectPolicy requiringTypes(String... types) {
        return policy(null, List.of(types), List.of(), false, null);
    }

    static ProjectPolicy pinned(Publisher... identities) {
        return policy(null, List.of(), List.of(identities), false, null);
    }

    static ProjectPolicy allowingPrivateRepositories() {
        return policy(null, List.of(), List.of(), true, null);
    }

    static ProjectPolicy boundTo(String index) {
        return policy(null, List.of(), List.of(), false, index);
    }

    private static ProjectPolicy policy(
            Instant from, List<String> types, List<Publisher> pinned, boolean privateRepositories, String index) {
        return new ProjectPolicy(
                1, false, from, types, pinned, Reaction.ALLOW, Reaction.ALLOW, privateRepositories, index, List.of());
    }
}
