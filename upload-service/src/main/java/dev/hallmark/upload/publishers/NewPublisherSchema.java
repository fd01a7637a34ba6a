package dev.hallmark.upload.publishers;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What the description of the API says of a registration; [Registrations] reads it, kind by kind.
@Schema(
        name = "NewPublisher",
        description = """
                Which members a publisher has depends on the kind of its issuer. github: owner, repository, workflow; optional
                environment, calledWorkflow, refPattern, ownerId, repositoryId. gitlab: namespace, project, workflowFile; optional
                environment, refPattern, namespaceId, projectId. google: email; optional subject. activestate: organization,
                project, actor; optional actorId. buildkite: organization, pipeline; optional refPattern, organizationId.
                circleci: organizationId, projectId, pipelineDefinitionId; optional contextId, vcsOrigin, refPattern. generic:
                claims. Ids that are left out are learnt from the first token.""")
record NewPublisherSchema(
        @Schema(description = "name of a configured issuer", defaultValue = "github") @Nullable String issuer,
        @Schema(examples = "trailofbits") @Nullable String owner,
        @Nullable String ownerId,
        @Schema(examples = "pypi-attestations") @Nullable String repository,
        @Nullable String repositoryId,
        @Schema(examples = "release.yml") @Nullable String workflow,
        @Schema(description = "the reusable workflow in which the job has to run") @Nullable String calledWorkflow,
        @Schema(description = "left out, any environment is trusted, and none") @Nullable String environment,
        @Schema(examples = "refs/tags/v*") @Nullable String refPattern,
        @Schema(examples = "group/subgroup") @Nullable String namespace,
        @Nullable String namespaceId,
        @Nullable String project,
        @Schema(examples = ".gitlab-ci.yml") @Nullable String workflowFile,
        @Nullable String projectId,
        @Nullable String email,
        @Nullable String subject,
        @Nullable String organization,
        @Nullable String organizationId,
        @Nullable String actor,
        @Nullable String actorId,
        @Nullable String pipeline,
        @Nullable String pipelineDefinitionId,
        @Nullable String contextId,
        @Nullable String vcsOrigin,
        @Nullable Map<String, String> claims) {}
