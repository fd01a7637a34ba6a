package dev.hallmark.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who may publish or vouch for files, by value, as it was registered at the moment of an event.
///
/// Every fact about a file carries it whole, never only its id: the publisher can be deleted the next day and what was
/// recorded stays true.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Publisher.GitHub.class, name = "github"),
    @JsonSubTypes.Type(value = Publisher.GitLab.class, name = "gitlab"),
    @JsonSubTypes.Type(value = Publisher.Google.class, name = "google"),
    @JsonSubTypes.Type(value = Publisher.ActiveState.class, name = "activestate"),
    @JsonSubTypes.Type(value = Publisher.Buildkite.class, name = "buildkite"),
    @JsonSubTypes.Type(value = Publisher.CircleCi.class, name = "circleci"),
    @JsonSubTypes.Type(value = Publisher.Email.class, name = "email"),
    @JsonSubTypes.Type(value = Publisher.Generic.class, name = "generic")
})
public sealed interface Publisher {

    /// The `iss` of the ID tokens that this publisher may present, and of the certificates that may vouch for it.
    /// Part of its identity: a token of one issuer never matches a publisher of another.
    String issuer();

    /// The repository, without a trailing slash: the base of what its releases may call their verified URLs; null for a
    /// publisher that has none.
    @Nullable String repositoryUrl();

    /// One line for people, such as `trailofbits/pypi-attestations release.yml`.
    String description();

    /// A workflow of GitHub Actions, of github.com or of a GitHub Enterprise host.
    ///
    /// @param server base URL of the forge without a trailing slash, `https://github.com` for the public one
    /// @param owner account or organisation in the forge's own spelling; compared exactly with certificates
    /// @param ownerId the owner's immutable id, so that a re-created account does not inherit; null until it is known
    /// @param repository repository name without owner
    /// @param workflow file name below `.github/workflows/`: the workflow that was triggered (`workflow_ref` of tokens,
    ///     Fulcio's Build Config URI, 1.3.6.1.4.1.57264.1.18)
    /// @param environment deployment environment that a token has to name; null admits any
    /// @param repositoryId the repository's immutable id, when it is to be compared
    /// @param calledWorkflow the reusable workflow in which the job has to run, `owner/repository/.github/workflows/file.yml`
    ///     (`job_workflow_ref` of tokens, Fulcio's Build Signer URI, 1.3.6.1.4.1.57264.1.9); null for a job of `workflow` itself
    /// @param refPattern git refs to publish from, such as `refs/tags/v*`; null admits any
    record GitHub(
            String issuer,
            String server,
            String owner,
            @Nullable String ownerId,
            String repository,
            String workflow,
            @Nullable String environment,
            @Nullable String repositoryId,
            @Nullable String calledWorkflow,
            @Nullable RefPattern refPattern)
            implements Publisher {

        public static final String PUBLIC_ISSUER = "https://token.actions.githubusercontent.com";
        public static final String PUBLIC_SERVER = "https://github.com";

        @JsonCreator
        public GitHub {}

        /// A publisher without the optional stricter rules.
        public GitHub(
                String issuer,
                String server,
                String owner,
                @Nullable String ownerId,
                String repository,
                String workflow,
                @Nullable String environment) {
            this(issuer, server, owner, ownerId, repository, workflow, environment, null, null, null);
        }

        /// `owner/repository`, as PEP 740 provenance objects name it.
        public String slug() {
            return owner + "/" + repository;
        }

        @Override
        public String repositoryUrl() {
            return server + "/" + slug();
        }

        @Override
        public String description() {
            return slug() + " " + workflow + (calledWorkflow == null ? "" : " calling " + calledWorkflow)
                    + in(environment) + from(refPattern);
        }
    }

    /// A pipeline of GitLab CI/CD, of gitlab.com or of a host of one's own, whose issuer is its server.
    ///
    /// @param server base URL of the forge without a trailing slash, `https://gitlab.com` for the public one
    /// @param namespace user or group with its subgroups, `group/subgroup`, in the forge's own spelling
    /// @param namespaceId the namespace's immutable id; null until it is known
    /// @param project project name without namespace
    /// @param workflowFile path of the top-level CI configuration, such as `.gitlab-ci.yml`
    /// @param environment deployment environment that a token has to name; null admits any
    /// @param projectId the project's immutable id, when it is to be compared
    /// @param refPattern git refs to publish from, such as `refs/tags/v*`; null admits any
    record GitLab(
            String issuer,
            String server,
            String namespace,
            @Nullable String namespaceId,
            String project,
            String workflowFile,
            @Nullable String environment,
            @Nullable String projectId,
            @Nullable RefPattern refPattern)
            implements Publisher {

        public static final String PUBLIC_ISSUER = "https://gitlab.com";
        public static final String PUBLIC_SERVER = "https://gitlab.com";

        /// `namespace/project`, as PEP 740 provenance objects name it.
        public String slug() {
            return namespace + "/" + project;
        }

        @Override
        public String repositoryUrl() {
            return server + "/" + slug();
        }

        @Override
        public String description() {
            return slug() + " " + workflowFile + in(environment) + from(refPattern);
        }
    }

    /// A service account of Google Cloud.
    ///
    /// @param subject the account's immutable id; null admits any account with this address
    record Google(String issuer, String email, @Nullable String subject) implements Publisher {

        public static final String PUBLIC_ISSUER = "https://accounts.google.com";

        @Override
        public @Nullable String repositoryUrl() {
            return null;
        }

        @Override
        public String description() {
            return "Google " + email;
        }
    }

    /// A project built by ActiveState. Its releases can have no attestations: Sigstore issues it no certificates.
    ///
    /// @param server base URL of the platform, `https://platform.activestate.com`
    /// @param actor name of the account that starts the build
    /// @param actorId the account's immutable id; compared instead of the name when it is known
    record ActiveState(
            String issuer, String server, String organization, String project, String actor, @Nullable String actorId)
            implements Publisher {

        public static final String PUBLIC_ISSUER = "https://platform.activestate.com/api/v1/oauth/oidc";
        public static final String PUBLIC_SERVER = "https://platform.activestate.com";

        @Override
        public String repositoryUrl() {
            return server + "/" + organization + "/" + project;
        }

        @Override
        public String description() {
            return "ActiveState " + organization + "/" + project;
        }
    }

    /// A pipeline of Buildkite.
    ///
    /// @param organizationId the organisation's immutable id; null until it is known
    /// @param refPattern the refs to publish from, of branches and tags; null admits any
    record Buildkite(
            String issuer,
            String organization,
            @Nullable String organizationId,
            String pipeline,
            @Nullable RefPattern refPattern)
            implements Publisher {

        public static final String PUBLIC_ISSUER = "https://agent.buildkite.com";

        @Override
        public @Nullable String repositoryUrl() {
            return null;
        }

        @Override
        public String description() {
            return "Buildkite " + organization + "/" + pipeline + from(refPattern);
        }
    }

    /// A pipeline of CircleCI; its issuer ends in the organisation's id.
    ///
    /// @param organizationId a UUID
    /// @param projectId a UUID
    /// @param pipelineDefinitionId a UUID
    /// @param contextId a context that the job has to use; null admits any
    /// @param vcsOrigin repository as `github.com/owner/repository`; null admits any
    /// @param refPattern git refs to publish from; null admits any
    record CircleCi(
            String issuer,
            String organizationId,
            String projectId,
            String pipelineDefinitionId,
            @Nullable String contextId,
            @Nullable String vcsOrigin,
            @Nullable RefPattern refPattern)
            implements Publisher {

        @Override
        public @Nullable String repositoryUrl() {
            return null;
        }

        @Override
        public String description() {
            return "CircleCI project " + projectId + " pipeline " + pipelineDefinitionId + from(refPattern);
        }
    }

    /// A person who signs in with an identity provider: an auditor, say. Vouches with certificates that name the address.
    record Email(String issuer, String email) implements Publisher {

        @Override
        public @Nullable String repositoryUrl() {
            return null;
        }

        @Override
        public String description() {
            return email + " by " + issuer;
        }
    }

    /// Whatever an issuer of one's own says, claim by claim.
    ///
    /// @param claims names and exact values that an ID token must have; at least one besides the issuer
    record Generic(String issuer, Map<String, String> claims) implements Publisher {

        public Generic {
            claims = Map.copyOf(claims);
            if (claims.isEmpty()) {
                throw new IllegalArgumentException("a publisher needs at least one claim besides its issuer");
            }
        }

        @Override
        public @Nullable String repositoryUrl() {
            return null;
        }

        @Override
        public String description() {
            return issuer + " " + new TreeMap<>(claims).entrySet().stream()
                    .map(claim -> claim.getKey() + "=" + claim.getValue())
                    .collect(Collectors.joining(" "));
        }
    }

    private static String in(@Nullable String environment) {
        return environment == null ? "" : " (environment " + environment + ")";
    }

    private static String from(@Nullable RefPattern refPattern) {
        return refPattern == null ? "" : " from " + refPattern.text();
    }
}
