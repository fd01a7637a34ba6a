package dev.hallmark.provenance.pages;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Version;
import dev.hallmark.provenance.catalogue.PublishedFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the first page shows.
///
/// @param simpleUrl what installers are told as their index
record HomeView(String simpleUrl, List<Recent> recent) {

    private static final int SHOWN = 12;

    /// A release of which something was published lately. Whether it is attested is a matter of all of its files, and
    /// told on its own page.
    record Recent(String title, String version, String path, @Nullable String summary, String published) {}

    private record Key(ProjectName project, Version version) {}

    /// @param latest newest first
    static HomeView of(List<PublishedFile> latest, String publicUrl) {
        Map<Key, PublishedFile> releases = new LinkedHashMap<>();
        latest.forEach(file ->
                releases.putIfAbsent(new Key(file.staged().project(), file.staged().version()), file));
        Stream<Recent> recent = releases.values().stream().limit(SHOWN).map(HomeView::recent);
        return new HomeView(publicUrl + "/simple/", recent.toList());
    }

    private static Recent recent(PublishedFile file) {
        return new Recent(
                file.staged().projectSpelling(),
                file.staged().version().toString(),
                ReleaseView.path(file.staged().project().normalized(), file.staged().version()),
                file.staged().metadata().summary(),
                FileView.day(file.publishedAt()));
    }
}
