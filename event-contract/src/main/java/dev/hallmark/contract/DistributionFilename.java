package dev.hallmark.contract;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The name of a distribution file, parsed: what it says about project, version and, for a wheel, compatibility.
///
/// Two names are compared by what they say, not by spelling: the order of compressed tags and the spelling of the
/// project name don't matter. An attestation's subject has to equal the uploaded file in this sense.
public sealed interface DistributionFilename {

    /// The file systems that we store on allow 255 bytes; `.metadata` and `.provenance` are appended to some.
    int MAX_LENGTH = 240;

    /// A compressed tag set is a cross product; more combinations than this are an attack, not a wheel.
    int MAX_TAGS = 1_000;

    ProjectName project();

    Version version();

    /// Whether the name says that the file belongs to this release, in whatever spelling.
    default boolean isOf(ProjectName project, Version version) {
        return project().equals(project) && version().equals(version);
    }

    /// "Binary distribution format": `{name}-{version}(-{build})?-{python}-{abi}-{platform}.whl`.
    record Wheel(ProjectName project, Version version, Optional<String> build, Set<String> tags) implements DistributionFilename {
        public Wheel {
            tags = Set.copyOf(tags);
        }
    }

    /// "Source distribution format", PEP 625: `{name}-{version}.tar.gz`.
    record Sdist(ProjectName project, Version version) implements DistributionFilename {}

    static Parsed<DistributionFilename> parse(String filename) {
        if (filename.length() > MAX_LENGTH) {
            return Parsed.invalid("expected a file name of at most " + MAX_LENGTH + " characters, found " + filename.length());
        }
        if (!Form.PRINTABLE.matcher(filename).matches()) {
            return Parsed.invalid("expected a file name of ASCII letters, digits and . _ - + !");
        }
        if (filename.endsWith(".whl")) {
            return parseWheel(filename.substring(0, filename.length() - ".whl".length()));
        }
        if (filename.endsWith(".tar.gz")) {
            return parseSdist(filename.substring(0, filename.length() - ".tar.gz".length()));
        }
        return Parsed.invalid("expected a file name that ends in .whl or .tar.gz");
    }

    /// The name of a file of this release, in whatever spelling.
    static Parsed<DistributionFilename> parse(String filename, ProjectName project, Version version) {
        return switch (parse(filename)) {
            case Parsed.Valid<DistributionFilename> valid when !valid.value().isOf(project, version) ->
                Parsed.invalid("expected the name of a file of " + project + " " + version);
            case Parsed<DistributionFilename> parsed -> parsed;
        };
    }

    private static Parsed<DistributionFilename> parseWheel(String stem) {
        List<String> parts = Arrays.asList(stem.split("-", -1));
        if (parts.size() != 5 && parts.size() != 6) {
            return Parsed.invalid("expected a wheel name of 5 or 6 parts between hyphens, found " + parts.size());
        }
        Optional<ProjectName> project = ProjectName.parse(parts.get(0)).asOptional();
        Optional<Version> version = Version.parse(parts.get(1)).asOptional();
        if (project.isEmpty() || parts.get(0).contains("__") || version.isEmpty()) {
            return Parsed.invalid("expected a wheel name that starts with project name and version");
        }
        Optional<String> build = parts.size() == 6 ? Optional.of(parts.get(2)) : Optional.empty();
        if (build.isPresent() && !Form.BUILD.matcher(build.get()).matches()) {
            return Parsed.invalid("expected a build tag that starts with a digit");
        }
        return tags(parts.subList(parts.size() - 3, parts.size()))
                .map(tags -> new Wheel(project.get(), version.get(), build, tags));
    }

    private static Parsed<DistributionFilename> parseSdist(String stem) {
        int lastHyphen = stem.lastIndexOf('-');
        if (lastHyphen < 1) {
            return Parsed.invalid("expected a source distribution name of project name, '-' and version");
        }
        Optional<ProjectName> project = ProjectName.parse(stem.substring(0, lastHyphen)).asOptional();
        Optional<Version> version = Version.parse(stem.substring(lastHyphen + 1)).asOptional();
        if (project.isEmpty() || version.isEmpty()) {
            return Parsed.invalid("expected a source distribution name of project name, '-' and version");
        }
        return Parsed.valid(new Sdist(project.get(), version.get()));
    }

    private static Parsed<Set<String>> tags(List<String> compressed) {
        List<String[]> sets = compressed.stream().map(part -> part.split("\\.", -1)).toList();
        long combinations = sets.stream().mapToLong(set -> set.length).reduce(1, Math::multiplyExact);
        if (combinations > MAX_TAGS) {
            return Parsed.invalid("expected at most " + MAX_TAGS + " compatibility tags, found " + combinations);
        }
        Set<String> tags = new HashSet<>();
        for (String python : sets.get(0)) {
            for (String abi : sets.get(1)) {
                for (String platform : sets.get(2)) {
                    if (python.isEmpty() || abi.isEmpty() || platform.isEmpty()) {
                        return Parsed.invalid("expected compatibility tags of the form python-abi-platform");
                    }
                    tags.add((python + "-" + abi + "-" + platform).toLowerCase(Locale.ROOT));
                }
            }
        }
        return Parsed.valid(tags);
    }
}
