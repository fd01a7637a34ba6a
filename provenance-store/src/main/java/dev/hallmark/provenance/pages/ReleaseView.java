package dev.hallmark.provenance.pages;

import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.Version;
import dev.hallmark.contract.event.CoreMetadata;
import dev.hallmark.provenance.catalogue.HeldFiles;
import dev.hallmark.provenance.catalogue.Project;
import dev.hallmark.provenance.catalogue.PublishedFile;
import dev.hallmark.provenance.catalogue.Releases.Release;
import dev.hallmark.provenance.catalogue.StoredFile;
import dev.hallmark.provenance.http.PathSegment;
import dev.hallmark.provenance.states.Coverage;
import dev.hallmark.provenance.states.ProjectProvenance;
import dev.hallmark.provenance.urls.UrlDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the page of a project shows: one release in full, and the versions of the others.
///
/// @param about short facts of the release's first file, label and text
/// @param notices what to know before installing anything
/// @param fullyAttested the project's mark
/// @param standing how the release's provenance stands, in a sentence or two
/// @param gone files that are not shown any more, and held ones: their names, and why
record ReleaseView(
        String name,
        String title,
        String version,
        @Nullable String summary,
        List<Fact> about,
        List<String> notices,
        boolean fullyAttested,
        List<String> standing,
        List<Gone> gone,
        List<Link> links,
        String linksNote,
        List<FileView> files,
        List<OtherRelease> releases,
        String simpleUrl,
        String urlsPath,
        String historyPath,
        String standingPath,
        String feedPath) {

    /// A label and what is said under it.
    record Fact(String label, String text, @Nullable String href) {}

    /// @param href null where the text is no link
    /// @param raisedBy the later file that proved it; null where the release's first did
    record Link(String label, String text, @Nullable String href, boolean confirmed, @Nullable String raisedBy) {}

    /// @param attested whether all of its files have publish attestations
    record OtherRelease(
            String version, String path, boolean shown, boolean prerelease, boolean yanked, boolean attested) {}

    /// @param state such as `Deleted`
    record Gone(String filename, String state, String why) {}

    /// What is read of a release to show it.
    record Shown(
            List<PublishedFile> files, List<StoredFile> hidden, List<HeldFiles.Held> held, ProjectProvenance provenance) {

        Optional<ProjectProvenance.Release> provenanceOf(Version version) {
            return provenance.releases().stream()
                    .filter(release -> release.version().equals(version))
                    .findFirst();
        }
    }

    static ReleaseView of(
            Project project, Release release, Shown shown, List<Release> releases, String publicUrl) {
        CoreMetadata metadata = shown.files().getFirst().staged().metadata();
        String name = project.name().normalized();
        return new ReleaseView(
                name,
                project.spelling(),
                release.version().toString(),
                metadata.summary(),
                about(metadata),
                notices(project, release),
                shown.provenance().latestFullyAttested(),
                shown.provenanceOf(release.version()).map(ReleaseView::standing).orElse(List.of()),
                gone(shown, release.version()),
                links(release, metadata),
                linksNote(release),
                shown.files().stream().map(FileView::of).toList(),
                releases.stream().map(other -> other(name, other, release.version(), shown)).toList(),
                publicUrl + "/simple/",
                "/integrity/" + PathSegment.of(name) + "/" + PathSegment.of(release.version().toString()) + "/urls",
                "/history/" + PathSegment.of(name),
                "/provenance/" + PathSegment.of(name),
                "/feed/" + PathSegment.of(name));
    }

    static String path(String name, Version version) {
        return "/project/" + PathSegment.of(name) + "/" + PathSegment.of(version.toString()) + "/";
    }

    private static OtherRelease other(String name, Release release, Version current, Shown shown) {
        return new OtherRelease(
                release.version().toString(),
                path(name, release.version()),
                release.version().equals(current),
                release.version().isPrerelease(),
                release.yank() != null,
                shown.provenanceOf(release.version())
                        .filter(provenance -> provenance.publish().coverage() == Coverage.FULL)
                        .isPresent());
    }

    /// What to know of the project, whether or not it shows a release.
    static List<String> notices(Project project) {
        String reason = project.statusReason() == null ? "" : " Reason: " + project.statusReason();
        return switch (project.status()) {
            case ACTIVE -> List.of();
            case ARCHIVED -> List.of("This project is archived: no further releases are to be expected." + reason);
            case DEPRECATED -> List.of("This project is deprecated." + reason);
            case QUARANTINED -> List.of(
                    "This project is quarantined: it is thought to be unsafe, and no file of it can be installed." + reason);
        };
    }

    private static List<String> notices(Project project, Release release) {
        List<String> notices = new ArrayList<>(notices(project));
        if (release.yank() != null) {
            notices.add("This release is yanked: installers leave it aside unless they are asked for exactly this version."
                    + (release.yank().reason() == null ? "" : " Reason: " + release.yank().reason()));
        }
        return notices;
    }

    private static List<String> standing(ProjectProvenance.Release release) {
        List<String> sentences = new ArrayList<>();
        ProjectProvenance.Kind publish = release.publish();
        sentences.add(switch (publish.coverage()) {
            case NONE -> "No file of this release says where it was published from.";
            case PARTIAL -> publish.attested() + " of " + release.files() + " files say where they were published from.";
            case FULL -> "Every file of this release says where it was published from: "
                    + publish.by().stream().map(Publisher::description).collect(Collectors.joining(", ")) + ".";
        });
        if (publish.inconsistent()) {
            sentences.add("Its files come from more than one place.");
        }
        switch (publish.against()) {
            case SAME -> {}
            case LOST -> sentences.add("Release " + publish.before() + " before it did say so: this one has lost it.");
            case CHANGED -> sentences.add("That differs from release " + publish.before() + " before it.");
            case GAINED -> sentences.add("It is the first release to say so.");
        }
        if (release.build().coverage() != Coverage.NONE) {
            sentences.add(release.build().attested() + " of " + release.files() + " files come with build provenance.");
        }
        return sentences;
    }

    private static List<Gone> gone(Shown shown, Version version) {
        Stream<Gone> hidden = shown.hidden().stream().map(file -> switch (file.state()) {
            case PUBLISHED -> throw new IllegalArgumentException("a published file is not hidden");
            case QUARANTINED -> new Gone(file.filename(), "Quarantined", "thought to be unsafe, and not to be downloaded");
            case DELETED -> new Gone(file.filename(), "Deleted", "its name never comes back; what was proven about it stays");
        });
        Stream<Gone> held = shown.held().stream()
                .filter(file -> file.version().equals(version))
                .map(file -> new Gone(file.filename(), "Held", heldFor(file)));
        return Stream.concat(hidden, held).toList();
    }

    private static String heldFor(HeldFiles.Held file) {
        return "waits for an owner: expected " + file.expected() + ", found " + file.actual();
    }

    private static List<Fact> about(CoreMetadata metadata) {
        String license = metadata.licenseExpression() == null ? metadata.license() : metadata.licenseExpression();
        return Stream.of(
                        fact("Requires Python", metadata.requiresPython()),
                        fact("License", license),
                        fact("Author", metadata.author() == null ? metadata.authorEmail() : metadata.author()),
                        fact("Maintainer", metadata.maintainer()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Fact> fact(String label, @Nullable String text) {
        return text == null || text.isBlank() ? Optional.empty() : Optional.of(new Fact(label, shortened(text), null));
    }

    private static String shortened(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        return line.length() <= 120 ? line : line.substring(0, 119) + "…";
    }

    private static List<Link> links(Release release, CoreMetadata metadata) {
        List<UrlDecision.Url> urls =
                release.urls().map(UrlDecision::urls).orElseGet(() -> UrlDecision.undecided(metadata.allUrls()));
        return urls.stream()
                .map(url -> new Link(
                        url.label(),
                        url.url(),
                        WebLink.of(url.url()).orElse(null),
                        url.verified(),
                        url.raisedBy() == null ? null : url.raisedBy().filename()))
                .toList();
    }

    private static String linksNote(Release release) {
        if (release.urls().isEmpty()) {
            return "Not checked yet: an earlier upload of this release still awaits its verdict.";
        }
        UrlDecision.By by = release.urls().get().by();
        if (by.publisher() == null || by.attestation() == null) {
            return "Written by the uploader. The release's first file, " + by.filename()
                    + ", came without a publish attestation, so no link is confirmed.";
        }
        return "Links marked “Build confirmed” lie in the repository whose workflow published the release's first file, "
                + by.filename() + ": " + by.publisher().description() + ". The others are only what the uploader wrote.";
    }
}
