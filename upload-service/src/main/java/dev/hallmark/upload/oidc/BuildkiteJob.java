package dev.hallmark.upload.oidc;

import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.Publisher;
import dev.hallmark.upload.publishers.RegistrationKey;
import java.util.List;
import java.util.Map;

/// A job of Buildkite. All organisations share one issuer, and a token tells the organisation's immutable id only when
/// the job asks for it (`buildkite-agent oidc request-token --claim organization_id`); once it is pinned, it has to.
///
/// @param ref the tag that is built, else the branch
record BuildkiteJob(
        String organization, String organizationId, String pipeline, String ref, Map<String, String> claims)
        implements Job {

    BuildkiteJob {
        claims = Map.copyOf(claims);
    }

    static Parsed<BuildkiteJob> of(IdToken token) {
        return token.requiring("organization_slug", "pipeline_slug", "build_commit", "job_id")
                .map(_ -> new BuildkiteJob(
                        token.text("organization_slug"),
                        token.text("organization_id"),
                        token.text("pipeline_slug"),
                        token.optional("build_tag")
                                .map(tag -> "refs/tags/" + tag)
                                .or(() -> token.optional("build_branch").map(branch -> "refs/heads/" + branch))
                                .orElse(""),
                        token.only(List.of(
                                "agent_id",
                                "build_branch",
                                "build_commit",
                                "build_source",
                                "build_tag",
                                "job_id",
                                "organization_id",
                                "organization_slug",
                                "pipeline_id",
                                "pipeline_slug",
                                "runner_environment",
                                "step_key"))));
    }

    @Override
    public String lookUp() {
        return RegistrationKey.lookUp(organization + "/" + pipeline);
    }

    @Override
    public Comparison compare(Publisher publisher) {
        return publisher instanceof Publisher.Buildkite expected
                ? new Comparison()
                        .claim("organization_slug", expected.organization(), organization)
                        .claim("pipeline_slug", expected.pipeline(), pipeline)
                        .id("organization_id", expected.organizationId(), organizationId)
                        .askedRef("build_tag or build_branch", expected.refPattern(), ref)
                : Comparison.otherKind(publisher);
    }

    @Override
    public Publisher pin(Publisher publisher) {
        return publisher instanceof Publisher.Buildkite known && known.organizationId() == null && !organizationId.isEmpty()
                ? new Publisher.Buildkite(
                        known.issuer(), known.organization(), organizationId, known.pipeline(), known.refPattern())
                : publisher;
    }
}
