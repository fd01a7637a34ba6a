package dev.hallmark.provenance.urls;

import dev.hallmark.contract.Publisher;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The part of the web that a Trusted Publisher demonstrably controls.
final class PublisherSite {

    /// One segment of a path. A registration that says anything else controls nothing.
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]+");

    /// A name that can be a label of a host.
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?");

    /// How a forge tells paths apart.
    private enum Paths {
        EXACT {
            @Override
            String normal(String path) {
                return path;
            }
        },
        IGNORING_CASE {
            @Override
            String normal(String path) {
                return path.toLowerCase(Locale.ROOT);
            }
        },
        /// Upper and lower case are the same, and a repository is served under `{repository}.git` as well.
        OF_REPOSITORIES {
            @Override
            String normal(String path) {
                String repository = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
                return IGNORING_CASE.normal(
                        repository.endsWith(".git")
                                ? repository.substring(0, repository.length() - ".git".length())
                                : repository);
            }
        };

        abstract String normal(String path);
    }

    /// A URL and everything below it.
    private record Root(WebUrl url, Paths paths) {

        static Optional<Root> of(String url, Paths paths) {
            return WebUrl.parse(url).map(parsed -> new Root(parsed, paths));
        }

        boolean covers(WebUrl other) {
            String root = paths.normal(url.path());
            String path = paths.normal(other.path());
            return other.scheme().equals("https")
                    && url.scheme().equals("https")
                    && other.authority().equals(url.authority())
                    && (path.equals(root) || path.startsWith(root.endsWith("/") ? root : root + "/"));
        }
    }

    private final List<Root> roots;

    private PublisherSite(Stream<Optional<Root>> roots) {
        this.roots = roots.flatMap(Optional::stream).toList();
    }

    static PublisherSite of(Publisher publisher) {
        return new PublisherSite(switch (publisher) {
            case Publisher.GitHub gitHub -> roots(gitHub);
            case Publisher.GitLab gitLab -> roots(gitLab);
            case Publisher.ActiveState activeState -> roots(activeState);
            // These have no site, or none that their certificates or tokens would name.
            case Publisher.Google _,
                    Publisher.Buildkite _,
                    Publisher.CircleCi _,
                    Publisher.Email _,
                    Publisher.Generic _ ->
                Stream.of();
        });
    }

    boolean covers(String url) {
        return WebUrl.parse(url)
                .filter(parsed -> roots.stream().anyMatch(root -> root.covers(parsed)))
                .isPresent();
    }

    /// The repository, and for the public GitHub its Pages at `https://{owner}.github.io/{repository}`. The owner's own
    /// site, at the root of that host, belongs to no repository that could be told from its address.
    private static Stream<Optional<Root>> roots(Publisher.GitHub publisher) {
        if (!isName(publisher.owner()) || !isName(publisher.repository())) {
            return Stream.of();
        }
        boolean pages = publisher.server().equals(Publisher.GitHub.PUBLIC_SERVER) && isLabel(publisher.owner());
        return Stream.of(
                Root.of(publisher.repositoryUrl(), Paths.OF_REPOSITORIES),
                pages
                        ? Root.of("https://" + publisher.owner() + ".github.io/" + publisher.repository(), Paths.IGNORING_CASE)
                        : Optional.empty());
    }

    /// The project, and for the public GitLab its Pages at `https://{group}.gitlab.io/{subgroups}/{project}`, whose paths
    /// are told apart by case; the project `{group}.gitlab.io` is the group's own site.
    private static Stream<Optional<Root>> roots(Publisher.GitLab publisher) {
        List<String> groups = List.of(publisher.namespace().split("/", -1));
        if (!groups.stream().allMatch(PublisherSite::isName) || !isName(publisher.project())) {
            return Stream.of();
        }
        String group = groups.getFirst();
        String host = group + ".gitlab.io";
        String path = groups.size() == 1 && publisher.project().equalsIgnoreCase(host)
                ? "/"
                : "/" + String.join("/", groups.subList(1, groups.size())) + (groups.size() > 1 ? "/" : "") + publisher.project();
        boolean pages = publisher.server().equals(Publisher.GitLab.PUBLIC_SERVER) && isLabel(group);
        return Stream.of(
                Root.of(publisher.repositoryUrl(), Paths.OF_REPOSITORIES),
                pages ? Root.of("https://" + host + path, Paths.EXACT) : Optional.empty());
    }

    private static Stream<Optional<Root>> roots(Publisher.ActiveState publisher) {
        return isName(publisher.organization()) && isName(publisher.project())
                ? Stream.of(Root.of(publisher.repositoryUrl(), Paths.EXACT))
                : Stream.of();
    }

    private static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    private static boolean isLabel(String text) {
        return LABEL.matcher(text).matches();
    }
}
