package dev.hallmark.provenance.states;

import dev.hallmark.contract.ProjectPolicy;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.event.ProvenanceChanged;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What one file's arrival means for the provenance of its project. Only publish attestations count.
///
/// @param before the release it is compared with
/// @param identities who attests the file; empty for none
/// @param first whether no other file of its release meant the same before
public record Finding(
        ProvenanceChanged.Kind kind, ReleaseProvenance before, List<Publisher> identities, boolean first) {

    public Finding {
        identities = List.copyOf(identities);
    }

    /// @param file the file that arrives
    /// @param release its release without it; empty if it is the first
    /// @param before the latest earlier release with publish attestations, or if none has any the latest earlier one
    public static Optional<Finding> of(
            FileProvenance file, Optional<ReleaseProvenance> release, Optional<ReleaseProvenance> before) {
        return before.flatMap(earlier -> file.publish() && file.publisher() != null
                ? ofAttested(file.publisher(), release, earlier)
                : ofUnattested(release, earlier));
    }

    private static Optional<Finding> ofAttested(
            Publisher publisher, Optional<ReleaseProvenance> release, ReleaseProvenance before) {
        if (before.publish().coverage() == Coverage.NONE) {
            boolean first = release.isEmpty() || release.get().publish().coverage() == Coverage.NONE;
            return Optional.of(new Finding(ProvenanceChanged.Kind.GAINED, before, List.of(publisher), first));
        }
        if (before.publish().isBy(publisher)) {
            return Optional.empty();
        }
        boolean first = release.isEmpty() || !release.get().publish().isBy(publisher);
        return Optional.of(new Finding(ProvenanceChanged.Kind.CHANGED, before, List.of(publisher), first));
    }

    private static Optional<Finding> ofUnattested(Optional<ReleaseProvenance> release, ReleaseProvenance before) {
        if (before.publish().coverage() != Coverage.FULL) {
            return Optional.empty();
        }
        boolean first = release.isEmpty() || release.get().publish().files() == release.get().files();
        return Optional.of(new Finding(ProvenanceChanged.Kind.LOST, before, List.of(), first));
    }

    /// What the policy that the file was accepted under asks for.
    public ProjectPolicy.Reaction reaction(ProjectPolicy policy) {
        return switch (kind) {
            case LOST -> policy.onProvenanceLoss();
            case CHANGED -> policy.onProvenanceChange();
            case GAINED -> ProjectPolicy.Reaction.ALLOW;
        };
    }

    /// The stable word for a file that is held for it, such as `provenance-lost`.
    public String code() {
        return "provenance-" + kind.word();
    }

    public String expected() {
        return "publish attestations of " + describe(before.publish().by()) + " as release " + before.version() + " has";
    }

    public String actual() {
        return identities.isEmpty() ? "none" : "one of " + describe(identities);
    }

    private static String describe(List<Publisher> publishers) {
        return publishers.isEmpty() ? "nobody" : publishers.stream().map(Publisher::description).collect(Collectors.joining(", "));
    }
}
