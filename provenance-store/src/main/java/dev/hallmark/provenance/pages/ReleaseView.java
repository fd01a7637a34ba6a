package dev.hallmark.provenance.pages;

import dev.hallmark.contract.Version;
import dev.hallmark.contract.event.CoreMetadata;
import dev.hallmark.provenance.catalogue.Project;
import dev.hallmark.provenance.catalogue.PublishedFile;
import dev.hallmark.provenance.catalogue.Releases.Release;
import dev.hallmark.provenance.http.PathSegment;
import dev.hallmark.provenance.urls.UrlDecision;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the page of a project shows: one release in full, and the versions of the others.
///
/// @param about short facts of the release's first file, label and text
record ReleaseView(
        String name,
        String title,
        String version,
        @Nullable String summary,
        List<Fact> about,
        List<Link> links,
        String linksNote,
        List<FileView> files,
        List<OtherRelease> releases,
        String simpleUrl,
        String urlsPath,
        String historyPath) {

    /// A label and what is said under it.
    record Fact(String label, String text, @Nullable String href) {}

    /// @param href null where the text is no link
    record Link(String label, String text, @Nullable String href, boolean confirmed) {}

    record OtherRelease(String version, String path, boolean shown, boolean prerelease) {}

    static ReleaseView of(
            Project project, Release release, List<PublishedFile> files, List<Release> releases, String publicUrl) {
        CoreMetadata metadata = files.getFirst().staged().metadata();
        String name = project.name().normalized();
        return new ReleaseView(
                name,
                project.spelling(),
                release.version().toString(),
                metadata.summary(),
                about(metadata),
                links(release, metadata),
                linksNote(release),
                files.stream().map(FileView::of).toList(),
                releases.stream().map(other -> other(name, other, release.version())).toList(),
                publicUrl + "/simple/",
                "/integrity/" + PathSegment.of(name) + "/" + PathSegment.of(release.version().toString()) + "/urls",
                "/history/" + PathSegment.of(name));
    }

    static String path(String name, Version version) {
        return "/project/" + PathSegment.of(name) + "/" + PathSegment.of(version.toString()) + "/";
    }

    private static OtherRelease other(String name, Release release, Version shown) {
        return new OtherRelease(
                release.version().toString(),
                path(name, release.version()),
                release.version().equals(shown),
                release.version().isPrerelease());
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
                .map(url -> new Link(url.label(), url.url(), WebLink.of(url.url()).orElse(null), url.verified()))
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
