package dev.hallmark.provenance.states;

import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.Version;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How the provenance of a project stands, release by release.
///
/// @param latestFullyAttested the project's mark: whether all files of its latest release have publish attestations
/// @param releases those with files to be seen, the newest version first
public record ProjectProvenance(boolean latestFullyAttested, List<Release> releases) {

    /// @param since when the first of its files was uploaded
    public record Release(Version version, Instant since, int files, Kind publish, Kind build) {}

    /// @param attested how many of the files have an attestation of this kind
    /// @param inconsistent whether those come from more than one source or workflow
    /// @param by the publishers of those, by value
    /// @param before the release that this one is compared with; null if there is none earlier
    public record Kind(
            Coverage coverage,
            long attested,
            boolean inconsistent,
            List<Publisher> by,
            @Nullable Version before,
            Against against) {

        public Kind {
            by = List.copyOf(by);
        }
    }

    public ProjectProvenance {
        releases = List.copyOf(releases);
    }

    /// @param files those of the project that can be seen
    /// @param latest the release that installers take who are not asked for any; empty for a project without releases
    public static ProjectProvenance of(List<FileProvenance> files, Optional<Version> latest) {
        Map<Version, List<FileProvenance>> byVersion =
                files.stream().collect(Collectors.groupingBy(FileProvenance::version, TreeMap::new, Collectors.toList()));
        List<ReleaseProvenance> releases = byVersion.values().stream()
                .map(ReleaseProvenance::of)
                .sorted(Comparator.comparing(ReleaseProvenance::version).reversed())
                .toList();
        return new ProjectProvenance(
                releases.stream()
                        .filter(release -> latest.filter(release.version()::equals).isPresent())
                        .anyMatch(release -> release.publish().coverage() == Coverage.FULL),
                releases.stream().map(release -> against(release, releases)).toList());
    }

    private static Release against(ReleaseProvenance release, List<ReleaseProvenance> all) {
        return new Release(
                release.version(),
                release.since(),
                release.files(),
                kind(release, all, ReleaseProvenance::publish),
                kind(release, all, ReleaseProvenance::build));
    }

    private static Kind kind(
            ReleaseProvenance release,
            List<ReleaseProvenance> all,
            Function<ReleaseProvenance, ReleaseProvenance.Attested> kind) {
        List<ReleaseProvenance> latestFirst = all.stream()
                .filter(other -> other.since().isBefore(release.since()))
                .sorted(Comparator.comparing(ReleaseProvenance::since).reversed())
                .toList();
        Optional<ReleaseProvenance> before = latestFirst.stream()
                .filter(other -> kind.apply(other).coverage() != Coverage.NONE)
                .findFirst()
                .or(() -> latestFirst.stream().findFirst());
        ReleaseProvenance.Attested now = kind.apply(release);
        return new Kind(
                now.coverage(),
                now.files(),
                now.inconsistent(),
                now.by(),
                before.map(ReleaseProvenance::version).orElse(null),
                before.map(other -> Against.of(kind.apply(other), now)).orElse(Against.SAME));
    }
}
