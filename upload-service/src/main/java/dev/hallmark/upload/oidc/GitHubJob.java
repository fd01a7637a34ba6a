package dev.hallmark.upload.oidc;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A job of GitHub Actions, as its verified ID token describes it.
///
/// @param repository `owner/name`
/// @param jobWorkflowRef `{owner}/{repository}/.github/workflows/{file}@{ref or sha}` of the workflow that holds the job
record GitHubJob(
        String repository,
        String repositoryOwner,
        String repositoryOwnerId,
        String jobWorkflowRef,
        String ref,
        String sha,
        String eventName,
        String jti,
        @Nullable String environment,
        Map<String, String> claimsToKeep) {

    private static final int MAX_JTI = 255;

    /// What is worth remembering of the job, by value, with everything that it uploads.
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
        claimsToKeep = Map.copyOf(claimsToKeep);
    }

    sealed interface Reading {
        record Complete(GitHubJob job) implements Reading {}

        record Incomplete(String why) implements Reading {}
    }

    static Reading of(IdToken token) {
        for (String required : List.of(
                "repository",
                "repository_owner",
                "repository_owner_id",
                "job_workflow_ref",
                "ref",
                "sha",
                "event_name",
                "jti")) {
            if (token.claim(required) == null) {
                return new Reading.Incomplete("Missing claim '" + required + "'");
            }
        }
        GitHubJob job = new GitHubJob(
                text(token, "repository"),
                text(token, "repository_owner"),
                text(token, "repository_owner_id"),
                text(token, "job_workflow_ref"),
                text(token, "ref"),
                text(token, "sha"),
                text(token, "event_name"),
                text(token, "jti"),
                token.claim("environment"),
                kept(token));
        if (job.jti.isEmpty() || job.jti.length() > MAX_JTI) {
            return new Reading.Incomplete("Claim 'jti': expected 1 to " + MAX_JTI + " characters");
        }
        if (job.ref.isEmpty() && job.sha.isEmpty()) {
            return new Reading.Incomplete("The ref and sha claims are empty");
        }
        return job.repository.indexOf('/') > 0
                ? new Reading.Complete(job)
                : new Reading.Incomplete("Claim 'repository': expected owner/name, found '" + job.repository + "'");
    }

    String repositoryName() {
        return repository.substring(repository.indexOf('/') + 1);
    }

    String ownerOfRepository() {
        return repository.substring(0, repository.indexOf('/'));
    }

    Optional<String> deployedTo() {
        return Optional.ofNullable(environment).filter(name -> !name.isEmpty());
    }

    private static String text(IdToken token, String claim) {
        return java.util.Objects.requireNonNull(token.claim(claim));
    }

    private static Map<String, String> kept(IdToken token) {
        Map<String, String> kept = new TreeMap<>();
        for (String name : KEPT) {
            String value = token.claim(name);
            if (value != null) {
                kept.put(name, value);
            }
        }
        return kept;
    }
}
