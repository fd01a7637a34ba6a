package dev.hallmark.development.sigstore;

import dev.hallmark.contract.Parsed;
import dev.hallmark.development.oidc.Job;
import dev.hallmark.development.oidc.LocalIssuer;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/// Whom a certificate names: its subject alternative name, and the extensions that tell the origin of the build.
public record Identity(SubjectName subject, Map<FulcioExtension, String> extensions) {

    /// The subject alternative name: one of the two forms that Fulcio gives to people and to workflows.
    public sealed interface SubjectName {

        record Uri(String value) implements SubjectName {}

        record Email(String value) implements SubjectName {}
    }

    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    public Identity {
        Map<FulcioExtension, String> copy = new EnumMap<>(FulcioExtension.class);
        copy.putAll(extensions);
        extensions = Collections.unmodifiableMap(copy);
    }

    /// What Fulcio makes of the claims of a token, whose kind its claims tell.
    static Parsed<Identity> ofClaims(Map<String, String> claims) {
        for (CiProvider provider : CiProvider.values()) {
            if (provider.made(claims)) {
                return Parsed.valid(provider.identity(claims));
            }
        }
        String email = claims.getOrDefault("email", "");
        return email.isEmpty()
                ? Parsed.invalid("expected an ID token with claim email or one of " + CiProvider.claims())
                : Parsed.valid(ofPerson(email, claims.getOrDefault("iss", "")));
    }

    /// The identity of a job that has its tokens from `issuer`, of github.com.
    public static Identity of(Job job, String issuer) {
        return of(job, issuer, CiProvider.GITHUB.server());
    }

    /// The identity of a job of a GitHub host of one's own.
    ///
    /// @param server its base URL without a trailing slash
    public static Identity of(Job job, String issuer, String server) {
        Map<String, String> claims = new HashMap<>(job.claims());
        claims.put("iss", issuer);
        claims.put("url", server);
        return CiProvider.GITHUB.identity(claims);
    }

    /// A pipeline of gitlab.com on tag `v1.0.0` of a public project.
    ///
    /// @param project such as `group/subgroup/project`
    /// @param configuration path of the pipeline's file, such as `.gitlab-ci.yml`
    public static Identity ofGitLab(String project, String configuration) {
        return ofGitLab(CiProvider.GITLAB.server(), project, configuration);
    }

    /// The same of a GitLab host of one's own.
    ///
    /// @param server its base URL without a trailing slash, which is the issuer too
    public static Identity ofGitLab(String server, String project, String configuration) {
        Map<String, String> claims = new HashMap<>();
        claims.put("iss", server);
        claims.put("url", server);
        claims.put("ci_config_ref_uri", server.replaceFirst("^https?://", "") + "/" + project + "//" + configuration
                + "@refs/tags/v1.0.0");
        claims.put("ci_config_sha", COMMIT);
        claims.put("runner_environment", "gitlab-hosted");
        claims.put("project_path", project);
        claims.put("project_id", "5005");
        claims.put("namespace_path", project.substring(0, project.lastIndexOf('/')));
        claims.put("namespace_id", "6006");
        claims.put("sha", COMMIT);
        claims.put("ref_type", "tag");
        claims.put("ref", "v1.0.0");
        claims.put("pipeline_source", "push");
        claims.put("job_id", "7007");
        claims.put("project_visibility", "public");
        claims.put("sub", "project_path:" + project + ":ref_type:tag:ref:v1.0.0");
        return CiProvider.GITLAB.identity(claims);
    }

    /// A job of a pipeline of Buildkite.
    public static Identity ofBuildkite(String organization, String pipeline) {
        return CiProvider.BUILDKITE.identity(Map.of(
                "iss", "https://agent.buildkite.com",
                "organization_slug", organization,
                "pipeline_slug", pipeline,
                "build_number", "8",
                "job_id", "0190a0a0-0000-4000-8000-000000000008",
                "runner_environment", "self-hosted",
                "build_commit", COMMIT,
                "build_source", "webhook",
                "sub", "organization:" + organization + ":pipeline:" + pipeline + ":ref:refs/tags/v1.0.0"));
    }

    /// A service account of Google Cloud.
    public static Identity ofGoogle(String email) {
        return ofPerson(email, "https://accounts.google.com");
    }

    /// The identity of a job on GitHub itself.
    public static Identity of(Job job) {
        return of(job, LocalIssuer.GITHUB);
    }

    /// A person's identity: an e-mail address, and the two issuer extensions only.
    public static Identity ofPerson(String email, String issuer) {
        return new Identity(new SubjectName.Email(email),
                Map.of(FulcioExtension.ISSUER_V1, issuer, FulcioExtension.ISSUER, issuer));
    }

    public Identity withSubject(SubjectName other) {
        return new Identity(other, extensions);
    }

    public Identity with(FulcioExtension extension, String value) {
        Map<FulcioExtension, String> changed = new HashMap<>(extensions);
        changed.put(extension, value);
        return new Identity(subject, changed);
    }

    public Identity without(FulcioExtension extension) {
        Map<FulcioExtension, String> changed = new HashMap<>(extensions);
        changed.remove(extension);
        return new Identity(subject, changed);
    }

    public Identity withoutExtensions() {
        return new Identity(subject, Map.of());
    }
}
