package dev.hallmark.upload.oidc;

import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.Publisher;
import dev.hallmark.upload.publishers.RegistrationKey;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A job of GitLab CI/CD, of gitlab.com or of a host of one's own.
///
/// Letter case of namespace and project doesn't count, as on GitLab; that of the file and of the environment does.
///
/// @param projectPath namespace with its subgroups and the project: `group/subgroup/project`
/// @param configUri `{host}/{project path}//{file}@{ref path}` of the top-level CI configuration
record GitLabJob(
        String subject,
        String projectPath,
        String projectId,
        String namespaceId,
        String configUri,
        String refPath,
        String sha,
        String environment,
        Map<String, String> claims)
        implements Job {

    private static final List<String> KEPT = List.of(
            "ci_config_ref_uri",
            "ci_config_sha",
            "environment",
            "environment_protected",
            "job_id",
            "namespace_id",
            "namespace_path",
            "pipeline_id",
            "pipeline_source",
            "project_id",
            "project_path",
            "project_visibility",
            "ref",
            "ref_path",
            "ref_protected",
            "ref_type",
            "runner_environment",
            "sha",
            "user_id",
            "user_login");

    GitLabJob {
        claims = Map.copyOf(claims);
    }

    static Parsed<GitLabJob> of(IdToken token) {
        return switch (token.requiring(
                "sub", "project_path", "namespace_id", "ci_config_ref_uri", "ref_path", "sha", "jti")) {
            case Parsed.Invalid<IdToken>(String why) -> Parsed.invalid(why);
            case Parsed.Valid<IdToken> _ -> {
                GitLabJob job = new GitLabJob(
                        token.text("sub"),
                        token.text("project_path"),
                        token.text("project_id"),
                        token.text("namespace_id"),
                        token.text("ci_config_ref_uri"),
                        token.text("ref_path"),
                        token.text("sha"),
                        token.text("environment"),
                        token.only(KEPT));
                yield job.refPath.isEmpty() && job.sha.isEmpty()
                        ? Parsed.invalid("The ref_path and sha claims are empty")
                        : Parsed.valid(job);
            }
        };
    }

    @Override
    public String lookUp() {
        return RegistrationKey.lookUp(projectPath);
    }

    @Override
    public Comparison compare(Publisher publisher) {
        if (!(publisher instanceof Publisher.GitLab expected)) {
            return Comparison.otherKind(publisher);
        }
        String subjectStart = "project_path:" + expected.slug() + ":";
        return new Comparison()
                .ignoringCase("project_path", expected.slug(), projectPath)
                .that(
                        subject.regionMatches(true, 0, subjectStart, 0, subjectStart.length()),
                        "Check failed for claim 'sub': expected '" + subjectStart + "…', found '" + subject + "'")
                .id("namespace_id", expected.namespaceId(), namespaceId)
                .id("project_id", expected.projectId(), projectId)
                .oneOf("ci_config_ref_uri", configurations(expected), spelledAs(expected, configUri))
                .asked("environment", expected.environment(), environment)
                .askedRef("ref_path", expected.refPattern(), refPath);
    }

    /// Compared as a whole with what is expected, so that nothing in a ref can pass for a file name.
    private List<String> configurations(Publisher.GitLab expected) {
        return Stream.of(refPath, sha)
                .filter(reference -> !reference.isEmpty())
                .map(reference -> placeOf(expected) + "//" + expected.workflowFile() + "@" + reference)
                .toList();
    }

    /// With namespace and project in the publisher's letter case, if that is the only difference.
    private static String spelledAs(Publisher.GitLab expected, String uri) {
        String place = placeOf(expected);
        return uri.regionMatches(true, 0, place, 0, place.length()) ? place + uri.substring(place.length()) : uri;
    }

    /// A host below a path, such as `https://example.org/gitlab`, keeps the path.
    private static String placeOf(Publisher.GitLab expected) {
        URI server = URI.create(expected.server());
        return server.getRawAuthority() + server.getRawPath() + "/" + expected.slug();
    }

    @Override
    public Publisher pin(Publisher publisher) {
        return publisher instanceof Publisher.GitLab known && known.namespaceId() == null
                ? new Publisher.GitLab(
                        known.issuer(),
                        known.server(),
                        known.namespace(),
                        namespaceId,
                        known.project(),
                        known.workflowFile(),
                        known.environment(),
                        known.projectId(),
                        known.refPattern())
                : publisher;
    }
}
