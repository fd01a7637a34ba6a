package dev.hallmark.development.oidc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the ID tokens of forges other than GitHub say, besides issuer, audience, times and the token's own id. For tests of
/// those who read them; [Job] is GitHub's.
public final class ForgeClaims {

    private static final String SHA = "0123456789abcdef0123456789abcdef01234567";

    private ForgeClaims() {}

    /// A job of gitlab.com.
    ///
    /// @param projectPath namespace and project
    /// @param config path of the CI configuration
    /// @param environment empty for none
    public static Map<String, Object> gitLab(String projectPath, String config, String refPath, String environment) {
        boolean tag = refPath.startsWith("refs/tags/");
        String ref = refPath.substring(refPath.lastIndexOf('/') + 1);
        String type = tag ? "tag" : "branch";
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", "project_path:" + projectPath + ":ref_type:" + type + ":ref:" + ref);
        claims.put("project_path", projectPath);
        claims.put("project_id", "22");
        claims.put("project_visibility", "public");
        claims.put("namespace_path", projectPath.substring(0, projectPath.lastIndexOf('/')));
        claims.put("namespace_id", "72");
        claims.put("user_login", "sample-user");
        claims.put("pipeline_id", "1212");
        claims.put("pipeline_source", "push");
        claims.put("job_id", "1212");
        claims.put("ref", ref);
        claims.put("ref_type", type);
        claims.put("ref_path", refPath);
        claims.put("ref_protected", "true");
        claims.put("runner_environment", "gitlab-hosted");
        claims.put("sha", SHA);
        claims.put("ci_config_ref_uri", "gitlab.com/" + projectPath + "//" + config + "@" + refPath);
        claims.put("ci_config_sha", SHA);
        if (!environment.isEmpty()) {
            claims.put("environment", environment);
        }
        return claims;
    }

    /// A service account of Google Cloud.
    public static Map<String, Object> google(String email, String subject) {
        return Map.of("email", email, "email_verified", true, "sub", subject, "azp", subject);
    }

    /// A build of a tag with Buildkite.
    public static Map<String, Object> buildkite(String organization, String pipeline, String tag) {
        return Map.of(
                "sub", "organization:" + organization + ":pipeline:" + pipeline + ":ref:refs/tags/" + tag + ":commit:" + SHA + ":step:",
                "organization_slug", organization,
                "pipeline_slug", pipeline,
                "build_number", 1,
                "build_branch", tag,
                "build_tag", tag,
                "build_commit", SHA,
                "job_id", "0184990a-477b-4fa8-9968-496074483cee",
                "agent_id", "0184990a-4782-42b5-afc1-16715b10b8ff",
                "runner_environment", "self-hosted");
    }

    /// A job of CircleCI. Each organisation has an issuer of its own, `https://oidc.circleci.com/org/{id}`.
    public static Map<String, Object> circleCi(String organizationId, String projectId, String pipelineDefinitionId) {
        return Map.of(
                "sub", "org/" + organizationId + "/project/" + projectId + "/user/00000000-0000-0000-0000-000000000005",
                "oidc.circleci.com/project-id", projectId,
                "oidc.circleci.com/pipeline-definition-id", pipelineDefinitionId,
                "oidc.circleci.com/context-ids", List.of(),
                "oidc.circleci.com/vcs-origin", "github.com/example-org/sampleproject",
                "oidc.circleci.com/vcs-ref", "refs/heads/main",
                "oidc.circleci.com/ssh-rerun", false);
    }

    /// A build of the ActiveState platform.
    public static Map<String, Object> activeState(String organization, String project, String actor) {
        return Map.of(
                "sub", "org:" + organization + ":project:" + project,
                "organization", organization,
                "project", project,
                "actor", actor,
                "actor_id", "00000000-1000-8000-0000-000000000003",
                "builder", "pypi-publisher",
                "project_visibility", "public");
    }
}
