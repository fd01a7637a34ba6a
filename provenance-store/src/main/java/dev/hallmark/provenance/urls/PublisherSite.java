package dev.hallmark.provenance.urls;

import dev.hallmark.contract.Publisher;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The part of the web that a Trusted Publisher demonstrably controls.
final class PublisherSite {

    /// Account and repository names of GitHub. A registration that says anything else controls nothing.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

    private final List<WebUrl> roots;

    private PublisherSite(List<WebUrl> roots) {
        this.roots = List.copyOf(roots);
    }

    static PublisherSite of(Publisher publisher) {
        return switch (publisher) {
            case Publisher.GitHub gitHub -> of(gitHub);
            case Publisher.GitLab _,
                    Publisher.Google _,
                    Publisher.ActiveState _,
                    Publisher.Buildkite _,
                    Publisher.CircleCi _,
                    Publisher.Email _,
                    Publisher.Generic _ ->
                new PublisherSite(List.of());
        };
    }

    /// The repository, and for the public GitHub its Pages at `https://{owner}.github.io/{repository}`.
    private static PublisherSite of(Publisher.GitHub publisher) {
        if (!isName(publisher.owner()) || !isName(publisher.repository())) {
            return new PublisherSite(List.of());
        }
        Optional<WebUrl> repository = WebUrl.parse(lower(publisher.repositoryUrl()));
        Optional<WebUrl> pages = publisher.server().equals(Publisher.GitHub.PUBLIC_SERVER)
                ? WebUrl.parse(lower("https://" + publisher.owner() + ".github.io/" + publisher.repository()))
                : Optional.empty();
        return new PublisherSite(
                List.of(repository, pages).stream().flatMap(Optional::stream).toList());
    }

    boolean covers(String url) {
        return WebUrl.parse(url).filter(this::covers).isPresent();
    }

    /// GitHub does not tell upper from lower case, and serves a repository under `{repository}.git` as well.
    private boolean covers(WebUrl url) {
        String path = lower(url.path());
        path = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        path = path.endsWith(".git") ? path.substring(0, path.length() - ".git".length()) : path;
        for (WebUrl root : roots) {
            if (url.scheme().equals(root.scheme())
                    && url.authority().equals(root.authority())
                    && (path.equals(root.path()) || path.startsWith(root.path() + "/"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isName(String text) {
        return NAME.matcher(text).matches() && !text.equals(".") && !text.equals("..");
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
