package dev.hallmark.contract.event;

import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.RefPattern;
import java.util.LinkedHashMap;
import java.util.Map;

/// One publisher of every kind, with all that may be said about it and with as little as is needed.
final class ExamplePublishers {

    private static final RefPattern RELEASE_TAGS = RefPattern.parse("refs/tags/v*").orThrow();
    private static final String ORGANIZATION_ID = "6f1f8b1a-0000-4000-8000-000000000001";
    private static final String PROJECT_ID = "6f1f8b1a-0000-4000-8000-000000000002";
    private static final String PIPELINE_ID = "6f1f8b1a-0000-4000-8000-000000000003";
    private static final String CONTEXT_ID = "6f1f8b1a-0000-4000-8000-000000000004";

    private ExamplePublishers() {}

    static Map<String, Publisher> complete() {
        Map<String, Publisher> publishers = new LinkedHashMap<>();
        publishers.put(
                "github",
                new Publisher.GitHub(
                        "https://ghes.example/_services/token", "https://ghes.example", "Sample-Org", "4711", "sample.project",
                        "release.yml", "pypi", "815", "Sample-Org/workflows/.github/workflows/publish.yml", RELEASE_TAGS));
        publishers.put(
                "gitlab",
                new Publisher.GitLab(
                        "https://gitlab.example", "https://gitlab.example", "sample-group/python", "12", "sample.project",
                        ".gitlab-ci.yml", "pypi", "34", RELEASE_TAGS));
        publishers.put(
                "google",
                new Publisher.Google(
                        Publisher.Google.PUBLIC_ISSUER, "release@sample.iam.gserviceaccount.example", "103450000000000000001"));
        publishers.put(
                "activestate",
                new Publisher.ActiveState(
                        Publisher.ActiveState.PUBLIC_ISSUER, Publisher.ActiveState.PUBLIC_SERVER, "sample-org", "sample", "ada",
                        "6f1f8b1a-0000-4000-8000-000000000005"));
        publishers.put(
                "buildkite",
                new Publisher.Buildkite(
                        Publisher.Buildkite.PUBLIC_ISSUER, "sample-org", ORGANIZATION_ID, "release", RELEASE_TAGS));
        publishers.put(
                "circleci",
                new Publisher.CircleCi(
                        "https://oidc.circleci.com/org/" + ORGANIZATION_ID, ORGANIZATION_ID, PROJECT_ID, PIPELINE_ID, CONTEXT_ID,
                        "github.com/sample-org/sample", RELEASE_TAGS));
        publishers.put("email", new Publisher.Email("https://accounts.example", "auditor@example.org"));
        publishers.put(
                "generic",
                new Publisher.Generic("https://ci.example", Map.of("sub", "pipeline:release", "project_path", "sample/project")));
        return publishers;
    }

    /// The kinds that can be registered with less.
    static Map<String, Publisher> sparse() {
        Map<String, Publisher> publishers = new LinkedHashMap<>();
        publishers.put(
                "gitlab",
                new Publisher.GitLab(
                        Publisher.GitLab.PUBLIC_ISSUER, Publisher.GitLab.PUBLIC_SERVER, "sample-group", null, "sample",
                        ".gitlab-ci.yml", null, null, null));
        publishers.put("google", new Publisher.Google(Publisher.Google.PUBLIC_ISSUER, "release@example.org", null));
        publishers.put(
                "activestate",
                new Publisher.ActiveState(
                        Publisher.ActiveState.PUBLIC_ISSUER, Publisher.ActiveState.PUBLIC_SERVER, "sample-org", "sample", "ada",
                        null));
        publishers.put(
                "buildkite",
                new Publisher.Buildkite(Publisher.Buildkite.PUBLIC_ISSUER, "sample-org", null, "release", null));
        publishers.put(
                "circleci",
                new Publisher.CircleCi(
                        "https://oidc.circleci.com/org/" + ORGANIZATION_ID, ORGANIZATION_ID, PROJECT_ID, PIPELINE_ID, null, null,
                        null));
        return publishers;
    }
}
