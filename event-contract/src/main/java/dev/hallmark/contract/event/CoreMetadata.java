package dev.hallmark.contract.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The core metadata of a distribution as far as an index shows it, read from the archive and not from the upload form.
///
/// Texts are as the file has them, unchecked but for their size: whoever renders one escapes it.
///
/// @param projectUrls in the file's order; `Home-page` and `Download-URL` are apart
public record CoreMetadata(
        String metadataVersion,
        @Nullable String summary,
        @Nullable String requiresPython,
        @Nullable String license,
        @Nullable String licenseExpression,
        @Nullable String author,
        @Nullable String authorEmail,
        @Nullable String maintainer,
        @Nullable String maintainerEmail,
        @Nullable String keywords,
        @Nullable String homePage,
        @Nullable String downloadUrl,
        List<ProjectUrl> projectUrls,
        List<String> classifiers,
        List<String> requiresDist,
        List<String> providesExtra) {

    public CoreMetadata {
        projectUrls = List.copyOf(projectUrls);
        classifiers = List.copyOf(classifiers);
        requiresDist = List.copyOf(requiresDist);
        providesExtra = List.copyOf(providesExtra);
    }

    /// One `Project-URL`. The URL is the uploader's text: only a verified one says more.
    public record ProjectUrl(String label, String url) {}

    /// All URLs under the label that people see: `Homepage` and `Download` for the two old fields, then the labelled ones.
    public List<ProjectUrl> allUrls() {
        List<ProjectUrl> urls = new ArrayList<>();
        if (homePage != null) {
            urls.add(new ProjectUrl("Homepage", homePage));
        }
        if (downloadUrl != null) {
            urls.add(new ProjectUrl("Download", downloadUrl));
        }
        urls.addAll(projectUrls);
        return List.copyOf(urls);
    }
}
