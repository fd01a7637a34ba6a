package dev.hallmark.verifier.verification;

import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.RefPattern;
import dev.hallmark.development.sigstore.FulcioExtension;
import dev.hallmark.development.sigstore.Identity;
import java.util.List;
import java.util.Map;

/// Publishers of every kind, and the identities of their jobs.
final class Publishers {

    static final String GITLAB_HOST = "https://gitlab.octo.example";

    static final List<String> ISSUERS = List.of(
            Publisher.GitHub.PUBLIC_ISSUER,
            "https://github.octo.example/_services/token",
            Publisher.GitLab.PUBLIC_ISSUER,
            GITLAB_HOST,
            Publisher.Google.PUBLIC_ISSUER,
            "https://github.com/login/oauth",
            Publisher.Buildkite.PUBLIC_ISSUER);

    static final Identity GITLAB = gitLabIdentity("https://gitlab.com", "https://gitlab.com");

    static final Identity BUILDKITE = Identity.ofPerson("x@octo.example", Publisher.Buildkite.PUBLIC_ISSUER)
            .withSubject(new Identity.SubjectName.Uri("https://buildkite.com/octo/release"));

    static final List<Publisher> UNSUPPORTED = List.of(
            new Publisher.ActiveState(
                    Publisher.ActiveState.PUBLIC_ISSUER, Publisher.ActiveState.PUBLIC_SERVER, "octo", "octo-repo", "octo", null),
            new Publisher.CircleCi("https://oidc.circleci.com/org/1", "1", "2", "3", null, null, null),
            new Publisher.Generic("https://ci.octo.example", Map.of("sub", "release")),
            buildkite("refs/tags/*"));

    private Publishers() {}

    /// The default publisher with stricter rules.
    static Publisher.GitHub github(String calledWorkflow, String refPattern, String environment, String repositoryId) {
        Publisher.GitHub usual = World.PUBLISHER;
        return new Publisher.GitHub(
                usual.issuer(), usual.server(), usual.owner(), usual.ownerId(), usual.repository(), usual.workflow(),
                environment, repositoryId, calledWorkflow, pattern(refPattern));
    }

    static Publisher.GitLab gitLab(String environment, String projectId, String refPattern) {
        return new Publisher.GitLab(
                Publisher.GitLab.PUBLIC_ISSUER, Publisher.GitLab.PUBLIC_SERVER, "octo/sub", "77", "octo-repo", ".gitlab-ci.yml",
                environment, projectId, pattern(refPattern));
    }

    static Publisher.Buildkite buildkite(String refPattern) {
        return new Publisher.Buildkite(Publisher.Buildkite.PUBLIC_ISSUER, "octo", null, "release", pattern(refPattern));
    }

    private static RefPattern pattern(String text) {
        return text == null ? null : RefPattern.parse(text).orThrow();
    }

    /// What Fulcio makes of a GitLab pipeline on tag `v1.0.0`.
    static Identity gitLabIdentity(String issuer, String server) {
        String configuration = server + "/octo/sub/octo-repo//.gitlab-ci.yml@refs/tags/v1.0.0";
        return Identity.ofPerson("x@octo.example", issuer)
                .withSubject(new Identity.SubjectName.Uri(configuration))
                .with(FulcioExtension.BUILD_SIGNER_URI, configuration)
                .with(FulcioExtension.SOURCE_REPOSITORY_URI, server + "/octo/sub/octo-repo")
                .with(FulcioExtension.SOURCE_REPOSITORY_DIGEST, "0123456789abcdef0123456789abcdef01234567")
                .with(FulcioExtension.SOURCE_REPOSITORY_REF, "refs/tags/v1.0.0")
                .with(FulcioExtension.SOURCE_REPOSITORY_IDENTIFIER, "88")
                .with(FulcioExtension.SOURCE_REPOSITORY_OWNER_IDENTIFIER, "77")
                .with(FulcioExtension.BUILD_CONFIG_URI, configuration)
                .with(FulcioExtension.SOURCE_REPOSITORY_VISIBILITY, "public");
    }
}
