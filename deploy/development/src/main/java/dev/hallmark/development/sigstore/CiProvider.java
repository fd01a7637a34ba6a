package dev.hallmark.development.sigstore;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whose jobs get certificates, and what each certificate extension tells of the claims of their tokens.
///
/// A name in braces stands for the claim of that name; an extension whose claim is missing or empty is left out.
enum CiProvider {
    GITHUB("https://github.com", "job_workflow_ref", "{url}/{job_workflow_ref}") {
        @Override
        Map<FulcioExtension, String> templates() {
            return Map.ofEntries(
                    Map.entry(FulcioExtension.GITHUB_WORKFLOW_TRIGGER, "{event_name}"),
                    Map.entry(FulcioExtension.GITHUB_WORKFLOW_SHA, "{sha}"),
                    Map.entry(FulcioExtension.GITHUB_WORKFLOW_NAME, "{workflow}"),
                    Map.entry(FulcioExtension.GITHUB_WORKFLOW_REPOSITORY, "{repository}"),
                    Map.entry(FulcioExtension.GITHUB_WORKFLOW_REF, "{ref}"),
                    Map.entry(FulcioExtension.BUILD_SIGNER_URI, "{url}/{job_workflow_ref}"),
                    Map.entry(FulcioExtension.BUILD_SIGNER_DIGEST, "{job_workflow_sha}"),
                    Map.entry(FulcioExtension.RUNNER_ENVIRONMENT, "{runner_environment}"),
                    Map.entry(FulcioExtension.SOURCE_REPOSITORY_URI, "{url}/{repository}"),
                    Map.entry(FulcioExtension.SOURCE_REPOSITORY_DIGEST, "{sha}"),
                    Map.entry(FulcioExtension.SOURCE_REPOSITORY_REF, "{ref}"),
                    Map.entry(FulcioExtension.SOURCE_REPOSITORY_IDENTIFIER, "{repository_id}"),
                    Map.entry(FulcioExtension.SOURCE_REPOSITORY_OWNER_URI, "{url}/{repository_owner}"),
                    Map.entry(FulcioExtension.SOURCE_REPOSITORY_OWNER_IDENTIFIER, "{repository_owner_id}"),
                    Map.entry(FulcioExtension.BUILD_CONFIG_URI, "{url}/{workflow_ref}"),
                    Map.entry(FulcioExtension.BUILD_CONFIG_DIGEST, "{workflow_sha}"),
                    Map.entry(FulcioExtension.BUILD_TRIGGER, "{event_name}"),
                    Map.entry(
                            FulcioExtension.RUN_INVOCATION_URI,
                            "{url}/{repository}/actions/runs/{run_id}/attempts/{run_attempt}"),
                    Map.entry(FulcioExtension.SOURCE_REPOSITORY_VISIBILITY, "{repository_visibility}"),
                    Map.entry(FulcioExtension.DEPLOYMENT_ENVIRONMENT, "{environment}"));
        }
    },
    GITLAB("https://gitlab.com", "ci_config_ref_uri", "https://{ci_config_ref_uri}") {
        @Override
        Map<FulcioExtension, String> templates() {
            return Map.ofEntries(
                    Map.entry(FulcioExtension.BUILD_SIGNER_URI, "https://{ci_config_ref_uri}"),
                    Map.entry(FulcioExtension.BUILD_SIGNER_DIGEST, "{ci_config_sha}"),
                    Map.entry(FulcioExtension.RUNNER_ENVIRONMENT, "{runner_environment}"),
                    Map.entry(FulcioExtension.SOURCE_REPOSITORY_URI, "{url}/{project_path}"),
                    Map.entry(FulcioExtension.SOURCE_REPOSITORY_DIGEST, "{sha}"),
                    Map.entry(FulcioExtension.SOURCE_REPOSITORY_REF, "{git_ref}"),
                    Map.entry(FulcioExtension.SOURCE_REPOSITORY_IDENTIFIER, "{project_id}"),
                    Map.entry(FulcioExtension.SOURCE_REPOSITORY_OWNER_URI, "{url}/{namespace_path}"),
                    Map.entry(FulcioExtension.SOURCE_REPOSITORY_OWNER_IDENTIFIER, "{namespace_id}"),
                    Map.entry(FulcioExtension.BUILD_CONFIG_URI, "https://{ci_config_ref_uri}"),
                    Map.entry(FulcioExtension.BUILD_CONFIG_DIGEST, "{ci_config_sha}"),
                    Map.entry(FulcioExtension.BUILD_TRIGGER, "{pipeline_source}"),
                    Map.entry(FulcioExtension.RUN_INVOCATION_URI, "{url}/{project_path}/-/jobs/{job_id}"),
                    Map.entry(FulcioExtension.SOURCE_REPOSITORY_VISIBILITY, "{project_visibility}"),
                    Map.entry(FulcioExtension.DEPLOYMENT_ENVIRONMENT, "{environment}"));
        }
    },
    BUILDKITE("https://buildkite.com", "pipeline_slug", "{url}/{organization_slug}/{pipeline_slug}") {
        @Override
        Map<FulcioExtension, String> templates() {
            return Map.of(
                    FulcioExtension.RUNNER_ENVIRONMENT, "{runner_environment}",
                    FulcioExtension.SOURCE_REPOSITORY_DIGEST, "{build_commit}",
                    FulcioExtension.BUILD_TRIGGER, "{build_source}",
                    FulcioExtension.RUN_INVOCATION_URI,
                            "{url}/{organization_slug}/{pipeline_slug}/builds/{build_number}#{job_id}");
        }
    };

    /// What every certificate tells.
    private static final Map<FulcioExtension, String> COMMON = Map.of(
            FulcioExtension.ISSUER_V1, "{iss}",
            FulcioExtension.ISSUER, "{iss}",
            FulcioExtension.TOKEN_SUBJECT, "{sub}");

    private final String server;
    private final String typicalClaim;
    private final String subject;

    /// @param server base URL of the public host, unless the claims say `url`
    /// @param typicalClaim by which the provider's tokens are known
    /// @param subject template of the subject alternative name
    CiProvider(String server, String typicalClaim, String subject) {
        this.server = server;
        this.typicalClaim = typicalClaim;
        this.subject = subject;
    }

    abstract Map<FulcioExtension, String> templates();

    String server() {
        return server;
    }

    static List<String> claims() {
        return Arrays.stream(values()).map(provider -> provider.typicalClaim).toList();
    }

    /// Whether a token with these claims is one of this provider.
    boolean made(Map<String, String> claims) {
        return !claims.getOrDefault(typicalClaim, "").isEmpty();
    }

    Identity identity(Map<String, String> claims) {
        Map<String, String> complete = new HashMap<>(claims);
        complete.putIfAbsent("url", server);
        complete.putIfAbsent("git_ref", gitRef(claims));
        Map<FulcioExtension, String> extensions = new EnumMap<>(FulcioExtension.class);
        Map<FulcioExtension, String> templates = new HashMap<>(COMMON);
        templates.putAll(templates());
        templates.forEach((extension, template) ->
                fill(template, complete).ifPresent(value -> extensions.put(extension, value)));
        String name = fill(subject, complete)
                .orElseThrow(() -> new IllegalArgumentException("expected the claims of " + subject));
        return new Identity(new Identity.SubjectName.Uri(name), extensions);
    }

    /// GitLab's `ref` is without its place, which is told apart.
    private static String gitRef(Map<String, String> claims) {
        String place = claims.getOrDefault("ref_type", "").equals("branch") ? "refs/heads/" : "refs/tags/";
        return place + claims.getOrDefault("ref", "");
    }

    private static Optional<String> fill(String template, Map<String, String> claims) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
            int close = template.indexOf('}', open);
            String value = claims.getOrDefault(template.substring(open + 1, close), "");
            if (value.isEmpty()) {
                return Optional.empty();
            }
            filled.append(template, from, open).append(value);
            from = close + 1;
        }
        return Optional.of(filled.append(template.substring(from)).toString());
    }
}
