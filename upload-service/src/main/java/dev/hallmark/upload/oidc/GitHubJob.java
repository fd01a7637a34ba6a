package dev.hallmark.upload.oidc;

import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.Publisher;
import dev.hallmark.upload.publishers.RegistrationKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A job of GitHub Actions, of github.com or of a GitHub Enterprise host.
///
/// Letter case of the repository and of the environment doesn't count, as on GitHub; that of the owner and of the
/// workflow does.
///
/// @param repository `owner/name`
/// @param workflowRef `{owner}/{repository}/.github/workflows/{file}@{ref}` of the workflow that was triggered; empty from
///     hosts that don't tell
/// @param jobWorkflowRef the same of the workflow that holds the job: another one for a reusable workflow
record GitHubJob(
        String repository,
        String repositoryId,
        String owner,
        String ownerId,
        String workflowRef,
        String jobWorkflowRef,
        String ref,
        String sha,
        String environment,
        Map<String, String> claims)
        implements Job {

    private static final String WORKFLOWS = "/.github/workflows/";
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");

    /// It runs code of the pull request's author with the rights of the repository.
    private static final String NEVER_TRUSTED = "pull_request_target";

    private static final List<String> KEPT = List.of(
            "actor",
            "actor_id",
            "environment",
            "event_name",
            "job_workflow_ref",
            "job_workflow_sha",
            "ref",
            "ref_protected",
            "ref_type",
            "repository",
            "repository_id",
            "repository_owner",
            "repository_owner_id",
            "repository_visibility",
            "run_attempt",
            "run_id",
            "run_number",
            "runner_environment",
            "sha",
            "workflow_ref",
            "workflow_sha");

    GitHubJob {
        claims = Map.copyOf(claims);
    }

    /// @param refusedEvents what must not have triggered the workflow, besides `pull_request_target`
    static Parsed<GitHubJob> of(IdToken token, Set<String> refusedEvents) {
        return switch (token.requiring(
                "repository",
                "repository_owner",
                "repository_owner_id",
                "job_workflow_ref",
                "ref",
                "sha",
                "event_name",
                "jti")) {
            case Parsed.Invalid<IdToken>(String why) -> Parsed.invalid(why);
            case Parsed.Valid<IdToken> _ -> {
                String event = token.text("event_name");
                yield event.equals(NEVER_TRUSTED) || refusedEvents.contains(event)
                        ? Parsed.invalid("Publishing from a workflow invoked via '" + event + "' is not supported.")
                        : plausible(new GitHubJob(
                                token.text("repository"),
                                token.text("repository_id"),
                                token.text("repository_owner"),
                                token.text("repository_owner_id"),
                                token.text("workflow_ref"),
                                token.text("job_workflow_ref"),
                                token.text("ref"),
                                token.text("sha"),
                                token.text("environment"),
                                token.only(KEPT)));
            }
        };
    }

    private static Parsed<GitHubJob> plausible(GitHubJob job) {
        if (job.ref.isEmpty() && job.sha.isEmpty()) {
            return Parsed.invalid("The ref and sha claims are empty");
        }
        return job.repository.indexOf('/') > 0
                ? Parsed.valid(job)
                : Parsed.invalid("Claim 'repository': expected owner/name, found '" + job.repository + "'");
    }

    @Override
    public String lookUp() {
        return RegistrationKey.lookUp(repository);
    }

    @Override
    public Comparison compare(Publisher publisher) {
        if (!(publisher instanceof Publisher.GitHub expected)) {
            return Comparison.otherKind(publisher);
        }
        Comparison comparison = new Comparison()
                .ignoringCase("repository", expected.slug(), repository)
                .claim("repository_owner", expected.owner(), owner)
                .id("repository_owner_id", expected.ownerId(), ownerId)
                .id("repository_id", expected.repositoryId(), repositoryId);
        return workflows(comparison, expected)
                .askedIgnoringCase("environment", expected.environment(), environment)
                .askedRef("ref", expected.refPattern(), ref);
    }

    private Comparison workflows(Comparison comparison, Publisher.GitHub expected) {
        List<String> own = referencesTo(expected.slug() + WORKFLOWS + expected.workflow());
        if (expected.calledWorkflow() == null) {
            Comparison ofTheJob = comparison.oneOf("job_workflow_ref", own, spelledAs(expected, jobWorkflowRef));
            // A workflow that calls this one can be triggered by somebody whom the publisher does not name.
            return workflowRef.isEmpty() ? ofTheJob : ofTheJob.oneOf("workflow_ref", own, spelledAs(expected, workflowRef));
        }
        return comparison
                .oneOf("workflow_ref", own, spelledAs(expected, workflowRef))
                .specific()
                .that(
                        isAtSomeRef(expected.calledWorkflow(), jobWorkflowRef),
                        "The job_workflow_ref claim does not match, expecting '" + expected.calledWorkflow()
                                + "' at any ref, got '" + jobWorkflowRef + "'");
    }

    /// A workflow is compared as a whole with what is expected, so that nothing in a ref can pass for a file name.
    private List<String> referencesTo(String workflow) {
        return Stream.of(ref, sha)
                .filter(reference -> !reference.isEmpty())
                .map(reference -> workflow + "@" + reference)
                .toList();
    }

    /// With the repository in the publisher's letter case, if that is the only difference.
    private static String spelledAs(Publisher.GitHub expected, String reference) {
        String slug = expected.slug();
        return reference.regionMatches(true, 0, slug, 0, slug.length())
                ? slug + reference.substring(slug.length())
                : reference;
    }

    /// A file name can't hold a slash, so what follows `@refs/` is a ref and no end of another name.
    private static boolean isAtSomeRef(String workflow, String reference) {
        int end = workflow.length();
        if (!reference.regionMatches(true, 0, workflow, 0, end) || !reference.startsWith("@", end)
                || !fileOf(reference.substring(0, end)).equals(fileOf(workflow))) {
            return false;
        }
        String at = reference.substring(end + 1);
        return at.startsWith("refs/") || COMMIT.matcher(at).matches();
    }

    private static String fileOf(String workflow) {
        return workflow.substring(workflow.lastIndexOf('/') + 1);
    }

    @Override
    public Publisher pin(Publisher publisher) {
        return publisher instanceof Publisher.GitHub known && known.ownerId() == null
                ? new Publisher.GitHub(
                        known.issuer(),
                        known.server(),
                        known.owner(),
                        ownerId,
                        known.repository(),
                        known.workflow(),
                        known.environment(),
                        known.repositoryId(),
                        known.calledWorkflow(),
                        known.refPattern())
                : publisher;
    }
}
