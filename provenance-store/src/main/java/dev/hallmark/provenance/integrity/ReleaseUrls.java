package dev.hallmark.provenance.integrity;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Version;
import dev.hallmark.provenance.catalogue.PublishedFile;
import dev.hallmark.provenance.catalogue.Releases;
import dev.hallmark.provenance.urls.UrlDecision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The URLs of a release as they are told.
///
/// @param decided false as long as an earlier upload of the release awaits its verdict; no URL is verified before
/// @param by which file decided, who published it and on which attestation; by value
record ReleaseUrls(
        ProjectName project,
        Version release,
        boolean decided,
        @Nullable Instant decidedAt,
        UrlDecision.@Nullable By by,
        List<UrlDecision.Url> urls) {

    /// @param files of the release, in the order of upload
    static ReleaseUrls of(ProjectName project, Releases.Release release, List<PublishedFile> files) {
        Optional<UrlDecision> decision = release.urls();
        if (decision.isPresent()) {
            return new ReleaseUrls(
                    project,
                    release.version(),
                    true,
                    decision.get().at(),
                    decision.get().by(),
                    decision.get().urls());
        }
        List<UrlDecision.Url> urls = files.isEmpty()
                ? List.of()
                : UrlDecision.undecided(files.getFirst().staged().metadata().allUrls());
        return new ReleaseUrls(project, release.version(), false, null, null, urls);
    }
}
