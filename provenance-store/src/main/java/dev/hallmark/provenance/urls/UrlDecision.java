package dev.hallmark.provenance.urls;

import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.event.CoreMetadata.ProjectUrl;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.Uploader;
import dev.hallmark.contract.event.VerifiedAttestation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was decided, once and for ever, about the URLs of a release. It carries its proof by value.
///
/// @param by the file that decided, the release's first
/// @param urls all URLs of that file's metadata, in its order
public record UrlDecision(Instant at, By by, List<Url> urls) {

    public UrlDecision {
        urls = List.copyOf(urls);
    }

    /// @param verified whether the publisher demonstrably controls the URL; it says nothing of what is found there
    /// @param raisedBy the later file that proved it; null where the decision's own file did, and for an unverified one
    public record Url(String label, String url, boolean verified, @Nullable By raisedBy) {}

    /// @param publisher who uploaded the file; null for an API token, and then nothing is verified
    /// @param attestation the publish attestation that counted; null without one, and then nothing is verified
    public record By(
            UUID uploadId,
            String filename,
            Sha256 sha256,
            long releaseSequence,
            @Nullable Publisher publisher,
            @Nullable Proof attestation) {

        static By of(StagedFile file, List<Proof> attestations) {
            return new By(
                    file.uploadId(),
                    file.filename(),
                    file.sha256(),
                    file.releaseSequence(),
                    publisherOf(file).orElse(null),
                    attestations.stream()
                            .filter(proof -> proof.predicateType().equals(VerifiedAttestation.PUBLISH_V1))
                            .findFirst()
                            .orElse(null));
        }

        boolean proves(String url) {
            return publisher != null && attestation != null && PublisherSite.of(publisher).covers(url);
        }
    }

    /// @param logId SHA-256 of the transparency log's public key
    public record Proof(String predicateType, Sha256 logId, long logIndex, Instant signedAt) {}

    /// Decides by the first file of a release.
    ///
    /// @param attestations those of the file's that were verified
    public static UrlDecision by(StagedFile file, List<Proof> attestations, Instant now) {
        By by = By.of(file, attestations);
        return new UrlDecision(
                now,
                by,
                file.metadata().allUrls().stream()
                        .map(url -> new Url(url.label(), url.url(), by.proves(url.url()), null))
                        .toList());
    }

    /// Lets a later file of the release raise what it proves under the same label and the same URL. It never adds, changes
    /// or lowers anything.
    ///
    /// @param attestations those of the file's that were verified
    public UrlDecision raisedBy(StagedFile file, List<Proof> attestations) {
        By later = By.of(file, attestations);
        return new UrlDecision(
                at,
                by,
                urls.stream()
                        .map(url -> !url.verified()
                                        && file.metadata().allUrls().contains(new ProjectUrl(url.label(), url.url()))
                                        && later.proves(url.url())
                                ? new Url(url.label(), url.url(), true, later)
                                : url)
                        .toList());
    }

    public List<Url> verifiedUrls() {
        return urls.stream().filter(Url::verified).toList();
    }

    /// The file that proved a verified URL of this decision.
    public By provenBy(Url url) {
        return url.raisedBy() == null ? by : url.raisedBy();
    }

    /// The URLs of a release that is not decided yet: as its metadata has them, none of them verified.
    public static List<Url> undecided(List<ProjectUrl> urls) {
        return urls.stream().map(url -> new Url(url.label(), url.url(), false, null)).toList();
    }

    private static Optional<Publisher> publisherOf(StagedFile file) {
        return switch (file.uploader()) {
            case Uploader.TrustedPublisher trusted -> Optional.of(trusted.publisher());
            case Uploader.ApiToken _ -> Optional.empty();
        };
    }
}
