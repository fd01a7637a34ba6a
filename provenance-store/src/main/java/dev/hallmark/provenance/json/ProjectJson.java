package dev.hallmark.provenance.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.DistributionFilename;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.event.CoreMetadata;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.Uploader;
import dev.hallmark.provenance.catalogue.Project;
import dev.hallmark.provenance.catalogue.PublishedFile;
import dev.hallmark.provenance.catalogue.Releases.Release;
import dev.hallmark.provenance.catalogue.Yank;
import dev.hallmark.provenance.http.PathSegment;
import dev.hallmark.provenance.urls.UrlDecision;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Renders a project, or one of its releases, for the legacy JSON API.
///
/// @param publicUrl the https origin of the index, without a trailing slash
record ProjectJson(Project project, String publicUrl) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /// @param shown the release that `info` and `urls` are about
    /// @param files of the shown release, in the order of upload; at least one
    /// @param all of each release of the project; null to leave `releases` out
    ObjectNode of(Release shown, List<PublishedFile> files, @Nullable Map<Release, List<PublishedFile>> all) {
        ObjectNode json = JSON.objectNode();
        json.set("info", info(shown, files));
        json.put("last_serial", project.serial());
        // Who may upload is not for everybody to know.
        json.putObject("ownership").putNull("organization").putArray("roles");
        if (all != null) {
            ObjectNode releases = json.putObject("releases");
            all.forEach((release, ofRelease) -> releases.set(release.version().toString(), files(release, ofRelease)));
        }
        json.set("urls", files(shown, files));
        json.putArray("vulnerabilities");
        return json;
    }

    private ObjectNode info(Release release, List<PublishedFile> files) {
        CoreMetadata metadata = files.getFirst().staged().metadata();
        String page = publicUrl + "/project/" + PathSegment.of(project.name().normalized()) + "/";
        ObjectNode info = JSON.objectNode();
        info.put("author", metadata.author());
        info.put("author_email", metadata.authorEmail());
        info.putNull("bugtrack_url");
        info.set("classifiers", array(metadata.classifiers()));
        info.putNull("description");
        info.putNull("description_content_type");
        info.putNull("docs_url");
        info.put("download_url", metadata.downloadUrl());
        info.putObject("downloads").put("last_day", -1).put("last_month", -1).put("last_week", -1);
        info.putNull("dynamic");
        info.put("home_page", metadata.homePage());
        info.put("keywords", metadata.keywords());
        info.put("license", metadata.license());
        info.put("license_expression", metadata.licenseExpression());
        info.putNull("license_files");
        info.put("maintainer", metadata.maintainer());
        info.put("maintainer_email", metadata.maintainerEmail());
        info.put("name", project.spelling());
        info.put("package_url", page);
        info.putNull("platform");
        info.put("project_url", page);
        info.set("project_urls", projectUrls(metadata));
        info.set("provides_extra", arrayOrNull(metadata.providesExtra()));
        info.put("release_url", page + PathSegment.of(release.version().toString()) + "/");
        info.set("requires_dist", arrayOrNull(metadata.requiresDist()));
        info.put("requires_python", metadata.requiresPython());
        info.put("summary", metadata.summary());
        info.set("trusted_publishers", array(files.stream()
                .flatMap(file -> publisher(file).stream())
                .map(Publisher::description)
                .distinct()
                .toList()));
        info.set("verified_urls", verifiedUrls(release));
        info.put("version", release.version().toString());
        yank(info, release.yank());
        return info;
    }

    /// Each once by its label; null where there is none.
    private static @Nullable ObjectNode projectUrls(CoreMetadata metadata) {
        ObjectNode urls = JSON.objectNode();
        metadata.allUrls().forEach(url -> urls.put(url.label(), url.url()));
        return urls.isEmpty() ? null : urls;
    }

    /// Label, URL and the file that proved it.
    private static ArrayNode verifiedUrls(Release release) {
        ArrayNode verified = JSON.arrayNode();
        release.urls().ifPresent(decision -> decision.urls().stream()
                .filter(UrlDecision.Url::verified)
                .forEach(url -> verified.addObject()
                        .put("label", url.label())
                        .put("proven_by", decision.provenBy(url).filename())
                        .put("url", url.url())));
        return verified;
    }

    private ArrayNode files(Release release, List<PublishedFile> files) {
        ArrayNode array = JSON.arrayNode();
        files.forEach(file -> array.add(file(release, file)));
        return array;
    }

    private ObjectNode file(Release release, PublishedFile file) {
        StagedFile staged = file.staged();
        String hex = staged.sha256().hex();
        String filename = PathSegment.of(staged.filename());
        ObjectNode json = JSON.objectNode();
        json.put("comment_text", "");
        if (staged.coreMetadataSha256() == null) {
            json.put("core-metadata", false);
        } else {
            json.putObject("core-metadata").put("sha256", staged.coreMetadataSha256().hex());
        }
        json.putObject("digests")
                .put("blake2b_256", staged.blake2b256())
                .put("md5", staged.md5())
                .put("sha256", hex);
        json.put("downloads", -1);
        json.put("filename", staged.filename());
        json.put("has_sig", false);
        json.put("md5_digest", staged.md5());
        kind(json, staged.filename());
        json.put("provenance", file.attestations().isEmpty()
                ? null
                : publicUrl + "/integrity/" + PathSegment.of(project.name().normalized()) + "/"
                        + PathSegment.of(staged.version().toString()) + "/" + filename + "/provenance");
        json.put("requires_python", staged.metadata().requiresPython());
        json.put("size", staged.size());
        json.put("trusted_publisher", publisher(file).map(Publisher::description).orElse(null));
        json.put("upload_time", time(SECONDS, staged.uploadedAt()));
        json.put("upload_time_iso_8601", time(MICROSECONDS, staged.uploadedAt()));
        json.put("url", publicUrl + "/files/" + hex.substring(0, 2) + "/" + hex.substring(2, 4) + "/" + hex + "/" + filename);
        yank(json, release.yank());
        return json;
    }

    private static void kind(ObjectNode json, String filename) {
        switch (DistributionFilename.parse(filename).orThrow()) {
            case DistributionFilename.Sdist _ -> json.put("packagetype", "sdist").put("python_version", "source");
            // `{…}-{python}-{abi}-{platform}.whl`
            case DistributionFilename.Wheel _ -> json.put("packagetype", "bdist_wheel")
                    .put("python_version", List.of(filename.split("-", -1)).reversed().get(2));
        }
    }

    private static void yank(ObjectNode json, @Nullable Yank yank) {
        json.put("yanked", yank != null);
        json.put("yanked_reason", yank == null ? null : yank.reason());
    }

    private static Optional<Publisher> publisher(PublishedFile file) {
        return switch (file.staged().uploader()) {
            case Uploader.TrustedPublisher trusted -> Optional.of(trusted.publisher());
            case Uploader.ApiToken _ -> Optional.empty();
        };
    }

    private static String time(DateTimeFormatter format, Instant instant) {
        return format.format(instant);
    }

    private static @Nullable ArrayNode arrayOrNull(List<String> texts) {
        return texts.isEmpty() ? null : array(texts);
    }

    private static ArrayNode array(List<String> texts) {
        ArrayNode array = JSON.arrayNode();
        texts.forEach(array::add);
        return array;
    }
}
