package dev.hallmark.development.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.Parsed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One run of a workflow job, as GitHub would describe it in an ID token.
///
/// @param workflowFile the file name in `.github/workflows/`, such as `release.yml`
/// @param jobWorkflowRef where the job's own definition lives, when that is a reusable workflow of another file or
///     repository: `owner/name/.github/workflows/file.yml@ref`
public record Job(
        String repository,
        String repositoryId,
        String repositoryOwnerId,
        String repositoryVisibility,
        String workflowFile,
        String ref,
        String sha,
        String eventName,
        String runId,
        String actor,
        Optional<String> environment,
        Optional<String> jobWorkflowRef,
        Optional<String> enterprise) {

    private static final String SHA = "0123456789abcdef0123456789abcdef01234567";

    public Job {
        if (repository.indexOf('/') <= 0) {
            throw new IllegalArgumentException("expected a repository such as owner/name, found " + repository);
        }
    }

    /// A release job on tag `v1.0.0` of a public repository.
    public static Job of(String repository, String workflowFile) {
        return new Job(repository, "1001", "2002", "public", workflowFile, "refs/tags/v1.0.0", SHA, "release", "3003",
                repository.substring(0, repository.indexOf('/')), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Job withOwner(String newOwnerId) {
        return new Job(repository, repositoryId, newOwnerId, repositoryVisibility, workflowFile, ref, sha, eventName,
                runId, actor, environment, jobWorkflowRef, enterprise);
    }

    public Job withRepositoryId(String newRepositoryId) {
        return new Job(repository, newRepositoryId, repositoryOwnerId, repositoryVisibility, workflowFile, ref, sha,
                eventName, runId, actor, environment, jobWorkflowRef, enterprise);
    }

    public Job withVisibility(String newVisibility) {
        return new Job(repository, repositoryId, repositoryOwnerId, newVisibility, workflowFile, ref, sha, eventName,
                runId, actor, environment, jobWorkflowRef, enterprise);
    }

    public Job withRef(String newRef, String newSha) {
        return new Job(repository, repositoryId, repositoryOwnerId, repositoryVisibility, workflowFile, newRef, newSha,
                eventName, runId, actor, environment, jobWorkflowRef, enterprise);
    }

    public Job withEvent(String newEventName) {
        return new Job(repository, repositoryId, repositoryOwnerId, repositoryVisibility, workflowFile, ref, sha,
                newEventName, runId, actor, environment, jobWorkflowRef, enterprise);
    }

    public Job withEnvironment(String newEnvironment) {
        return new Job(repository, repositoryId, repositoryOwnerId, repositoryVisibility, workflowFile, ref, sha,
                eventName, runId, actor, Optional.of(newEnvironment), jobWorkflowRef, enterprise);
    }

    public Job withJobWorkflowRef(String newJobWorkflowRef) {
        return new Job(repository, repositoryId, repositoryOwnerId, repositoryVisibility, workflowFile, ref, sha,
                eventName, runId, actor, environment, Optional.of(newJobWorkflowRef), enterprise);
    }

    /// Reads the members that `POST /jobs` takes; `repository` and `workflow` must be there, the rest has the values
    /// of [#of].
    static Parsed<Job> parse(ObjectNode json) {
        Optional<String> repository = text(json, "repository");
        Optional<String> workflow = text(json, "workflow");
        if (repository.filter(name -> name.matches("[^/\\s]+/[^/\\s]+")).isEmpty()) {
            return Parsed.invalid("expected member repository such as owner/name");
        }
        if (workflow.isEmpty() || workflow.get().contains("/")) {
            return Parsed.invalid("expected member workflow, a file name such as release.yml");
        }
        Job usual = of(repository.get(), workflow.get());
        return Parsed.valid(new Job(
                usual.repository,
                text(json, "repository_id").orElse(usual.repositoryId),
                text(json, "repository_owner_id").orElse(usual.repositoryOwnerId),
                text(json, "repository_visibility").orElse(usual.repositoryVisibility),
                usual.workflowFile,
                text(json, "ref").orElse(usual.ref),
                text(json, "sha").orElse(usual.sha),
                text(json, "event_name").orElse(usual.eventName),
                text(json, "run_id").orElse(usual.runId),
                text(json, "actor").orElse(usual.actor),
                text(json, "environment"),
                text(json, "job_workflow_ref"),
                text(json, "enterprise")));
    }

    private static Optional<String> text(ObjectNode json, String member) {
        return Optional.ofNullable(json.get(member))
                .filter(JsonNode::isValueNode)
                .filter(value -> !value.isNull())
                .map(JsonNode::asText)
                .filter(value -> !value.isEmpty());
    }

    public String owner() {
        return repository.substring(0, repository.indexOf('/'));
    }

    /// The workflow file at its ref, without the host.
    public String workflowRef() {
        return repository + "/.github/workflows/" + workflowFile + "@" + ref;
    }

    /// What the token says of its subject: the environment if the job has one, else the event or the ref.
    public String subject() {
        String what = environment
                .map(name -> "environment:" + name)
                .orElse(eventName.startsWith("pull_request") ? "pull_request" : "ref:" + ref);
        return "repo:" + repository + ":" + what;
    }

    /// Every claim but the issuer, the audience, the token's id and its times.
    public Map<String, String> claims() {
        Map<String, String> claims = new LinkedHashMap<>();
        claims.put("sub", subject());
        environment.ifPresent(name -> claims.put("environment", name));
        claims.put("ref", ref);
        claims.put("ref_type", ref.startsWith("refs/tags/") ? "tag" : "branch");
        claims.put("ref_protected", "false");
        claims.put("sha", sha);
        claims.put("repository", repository);
        claims.put("repository_id", repositoryId);
        claims.put("repository_owner", owner());
        claims.put("repository_owner_id", repositoryOwnerId);
        claims.put("repository_visibility", repositoryVisibility);
        claims.put("run_id", runId);
        claims.put("run_number", "1");
        claims.put("run_attempt", "1");
        claims.put("runner_environment", "github-hosted");
        claims.put("actor", actor);
        claims.put("actor_id", "4004");
        claims.put("workflow", workflowName());
        claims.put("workflow_ref", workflowRef());
        claims.put("workflow_sha", sha);
        claims.put("job_workflow_ref", jobWorkflowRef.orElse(workflowRef()));
        claims.put("job_workflow_sha", sha);
        claims.put("head_ref", "");
        claims.put("base_ref", "");
        claims.put("event_name", eventName);
        enterprise.ifPresent(name -> claims.put("enterprise", name));
        return claims;
    }

    private String workflowName() {
        return List.of(".yml", ".yaml").stream()
                .filter(workflowFile::endsWith)
                .findFirst()
                .map(ending -> workflowFile.substring(0, workflowFile.length() - ending.length()))
                .orElse(workflowFile);
    }
}
