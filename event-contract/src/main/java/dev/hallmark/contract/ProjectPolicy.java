package dev.hallmark.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a project asks of its files beyond the rules of the index. Every file carries the policy it was accepted under,
/// so that a verdict can be explained, and repeated, whatever the policy is today.
///
/// @param version counts the project's policies, 0 for the one that every project starts with
/// @param trustedPublishingOnly an API token may not upload
/// @param attestationsRequiredFrom files uploaded from then on need attestations; null asks for none
/// @param requiredPredicateTypes predicate types that an attested file has to have an attestation of, each
/// @param pinnedIdentities the only identities whose attestations count; empty for those of the uploading publisher alone
/// @param onProvenanceLoss what happens to a file without a publish attestation when the release before was fully attested
/// @param onProvenanceChange what happens to a file whose attested identity the release before did not have
/// @param privateRepositories whether attestations may disclose the name of a repository that is not public
/// @param boundToIndex URL of the index that each publish attestation has to name; null asks for none
/// @param attesters who, besides the file's own publisher, may add attestations to published files
public record ProjectPolicy(
        long version,
        boolean trustedPublishingOnly,
        @Nullable Instant attestationsRequiredFrom,
        List<String> requiredPredicateTypes,
        List<Publisher> pinnedIdentities,
        Reaction onProvenanceLoss,
        Reaction onProvenanceChange,
        boolean privateRepositories,
        @Nullable String boundToIndex,
        List<Attester> attesters) {

    /// The longest list in a policy: every staged file carries the policy whole.
    public static final int MAX_ENTRIES = 32;

    /// Asks for nothing: what the rules of the index admit is admitted.
    public static final ProjectPolicy INITIAL = new ProjectPolicy(
            0, false, null, List.of(), List.of(), Reaction.ALLOW, Reaction.ALLOW, false, null, List.of());

    public ProjectPolicy {
        if (version < 0) {
            throw new IllegalArgumentException("expected a version of at least 0, found " + version);
        }
        if (Math.max(requiredPredicateTypes.size(), Math.max(pinnedIdentities.size(), attesters.size())) > MAX_ENTRIES) {
            throw new IllegalArgumentException("expected lists of at most " + MAX_ENTRIES + " entries");
        }
        requiredPredicateTypes = List.copyOf(requiredPredicateTypes);
        pinnedIdentities = List.copyOf(pinnedIdentities);
        attesters = List.copyOf(attesters);
    }

    /// What a change of provenance sets off.
    public enum Reaction implements Word {
        ALLOW,
        /// The file is published, and the change is announced.
        WARN,
        /// The file waits, unseen, for an owner other than the uploader.
        HOLD;

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Reaction fromWire(String word) {
            return Word.parse(Reaction.class, word).orThrow();
        }
    }

    /// @param name for people, such as `rebuilder`
    public record Attester(String name, Publisher identity) {}
}
