package dev.hallmark.provenance.states;

import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.Version;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The provenance of one release by itself.
///
/// @param since when its first file was uploaded
/// @param publish the publish attestations of its files
/// @param build their build provenance
public record ReleaseProvenance(Version version, Instant since, int files, Attested publish, Attested build) {

    /// @param files how many are attested
    /// @param by the publishers of the attested files, by value, in the order of upload; of one source and workflow the first
    public record Attested(Coverage coverage, long files, List<Publisher> by) {

        public Attested {
            by = List.copyOf(by);
        }

        /// Whether the attested files come from more than one source or workflow.
        public boolean inconsistent() {
            return by.size() > 1;
        }

        boolean isBy(Publisher publisher) {
            return sources().contains(Source.of(publisher));
        }

        Set<Source> sources() {
            return by.stream().map(Source::of).collect(Collectors.toSet());
        }

        private static Attested of(List<FileProvenance> files, Predicate<FileProvenance> attested) {
            List<FileProvenance> those = files.stream().filter(attested).toList();
            Map<Source, Publisher> by = new LinkedHashMap<>();
            for (FileProvenance file : those) {
                if (file.publisher() != null) {
                    by.putIfAbsent(Source.of(file.publisher()), file.publisher());
                }
            }
            return new Attested(Coverage.of(those.size(), files.size()), those.size(), List.copyOf(by.values()));
        }
    }

    /// @param files those of the release that can be seen, at least one, in any order
    public static ReleaseProvenance of(List<FileProvenance> files) {
        List<FileProvenance> ordered =
                files.stream().sorted(Comparator.comparing(FileProvenance::uploadedAt)).toList();
        return new ReleaseProvenance(
                ordered.getFirst().version(),
                ordered.getFirst().uploadedAt(),
                ordered.size(),
                Attested.of(ordered, FileProvenance::publish),
                Attested.of(ordered, FileProvenance::build));
    }
}
