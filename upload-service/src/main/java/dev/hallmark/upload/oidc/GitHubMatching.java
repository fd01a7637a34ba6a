package dev.hallmark.upload.oidc;

import dev.hallmark.contract.Publisher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Which registrations a job of GitHub Actions may publish for.
///
/// Letter case of the repository and of the environment doesn't count, as on GitHub; that of the owner and of the
/// workflow does. The owner's id has to be the pinned one, so that nobody inherits a deleted account's rights.
final class GitHubMatching {

    /// It runs code of the pull request's author with the rights of the repository.
    private static final String REFUSED_EVENT = "pull_request_target";

    private GitHubMatching() {}

    sealed interface Outcome<T> {
        /// @param registrations the most specific one of each project
        record Matched<T>(List<T> registrations) implements Outcome<T> {}

        /// @param why names expected and actual of the registration that was nearest
        record Unmatched<T>(String why) implements Outcome<T> {}
    }

    /// @param registrations all of the job's issuer and repository, whatever their letter case
    /// @param publisherOf a registration by value
    /// @param projectOf what to choose the most specific one by
    static <T> Outcome<T> match(
            GitHubJob job,
            List<T> registrations,
            Function<T, Publisher.GitHub> publisherOf,
            Function<T, Object> projectOf) {
        if (job.eventName().equals(REFUSED_EVENT)) {
            return new Outcome.Unmatched<>("Publishing from a workflow invoked via '" + REFUSED_EVENT + "' is not supported.");
        }
        if (registrations.isEmpty()) {
            return new Outcome.Unmatched<>("Publisher with matching claims was not found");
        }
        List<Mismatch> mismatches = new ArrayList<>();
        Map<Object, T> mostSpecific = new LinkedHashMap<>();
        for (T registration : registrations) {
            Publisher.GitHub publisher = publisherOf.apply(registration);
            Optional<Mismatch> mismatch = mismatch(job, publisher);
            if (mismatch.isPresent()) {
                mismatches.add(mismatch.get());
                continue;
            }
            mostSpecific.merge(projectOf.apply(registration), registration, (known, other) ->
                    publisherOf.apply(known).environment() != null ? known : other);
        }
        return mostSpecific.isEmpty()
                ? new Outcome.Unmatched<>(mismatches.stream()
                        .max(Comparator.comparingInt(Mismatch::step))
                        .map(Mismatch::why)
                        .orElseThrow())
                : new Outcome.Matched<>(List.copyOf(mostSpecific.values()));
    }

    /// @param step how far the comparison came; the nearest registration explains best
    private record Mismatch(int step, String why) {}

    private static Optional<Mismatch> mismatch(GitHubJob job, Publisher.GitHub publisher) {
        if (!publisher.slug().equalsIgnoreCase(job.repository())) {
            return mismatch(1, "repository", publisher.slug(), job.repository());
        }
        if (!publisher.owner().equals(job.repositoryOwner())) {
            return mismatch(2, "repository_owner", publisher.owner(), job.repositoryOwner());
        }
        if (publisher.ownerId() != null && !publisher.ownerId().equals(job.repositoryOwnerId())) {
            return mismatch(3, "repository_owner_id", publisher.ownerId(), job.repositoryOwnerId());
        }
        if (!isWorkflow(job, publisher)) {
            return Optional.of(new Mismatch(
                    4,
                    "The job_workflow_ref claim does not match, expecting one of " + expectedWorkflows(job, publisher)
                            + ", got '" + job.jobWorkflowRef() + "'"));
        }
        if (publisher.environment() != null
                && !publisher.environment().equalsIgnoreCase(job.deployedTo().orElse(""))) {
            return mismatch(5, "environment", publisher.environment(), job.deployedTo().orElse("none"));
        }
        return Optional.empty();
    }

    private static Optional<Mismatch> mismatch(int step, String claim, String expected, String actual) {
        return Optional.of(new Mismatch(
                step, "Check failed for claim '" + claim + "': expected '" + expected + "', found '" + actual + "'"));
    }

    /// Compared as a whole with what is expected, so that nothing in a ref can pass for a file name.
    private static boolean isWorkflow(GitHubJob job, Publisher.GitHub publisher) {
        String path = "/.github/workflows/" + publisher.workflow() + "@";
        String actual = job.jobWorkflowRef();
        int slug = publisher.slug().length();
        return actual.length() > slug
                && actual.substring(0, slug).equalsIgnoreCase(publisher.slug())
                && references(job).stream().anyMatch(reference -> actual.substring(slug).equals(path + reference));
    }

    private static List<String> expectedWorkflows(GitHubJob job, Publisher.GitHub publisher) {
        return references(job).stream()
                .map(reference -> "'" + publisher.slug() + "/.github/workflows/" + publisher.workflow() + "@" + reference + "'")
                .toList();
    }

    private static List<String> references(GitHubJob job) {
        List<String> references = new ArrayList<>();
        if (!job.ref().isEmpty()) {
            references.add(job.ref());
        }
        if (!job.sha().isEmpty()) {
            references.add(job.sha());
        }
        return references;
    }
}
