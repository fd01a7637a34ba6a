package dev.hallmark.upload.oidc;

import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.Publisher;
import dev.hallmark.upload.publishers.RegistrationKey;
import java.util.List;
import java.util.Map;

/// A job of CircleCI. Each organisation has an issuer of its own, whose URL ends in the organisation's id.
///
/// @param contextIds the contexts whose secrets the job may see
/// @param sshRerun somebody runs it again to work inside it by hand
record CircleCiJob(
        String subject,
        String projectId,
        String pipelineDefinitionId,
        List<String> contextIds,
        String vcsOrigin,
        String vcsRef,
        boolean sshRerun,
        Map<String, String> claims)
        implements Job {

    private static final String PREFIX = "oidc.circleci.com/";

    CircleCiJob {
        contextIds = List.copyOf(contextIds);
        claims = Map.copyOf(claims);
    }

    static Parsed<CircleCiJob> of(IdToken token) {
        return token.requiring("sub", PREFIX + "project-id", PREFIX + "pipeline-definition-id")
                .map(_ -> new CircleCiJob(
                        token.text("sub"),
                        token.text(PREFIX + "project-id"),
                        token.text(PREFIX + "pipeline-definition-id"),
                        token.texts(PREFIX + "context-ids"),
                        token.text(PREFIX + "vcs-origin"),
                        token.text(PREFIX + "vcs-ref"),
                        token.isTrue(PREFIX + "ssh-rerun"),
                        token.only(List.of(
                                "sub",
                                PREFIX + "job-id",
                                PREFIX + "pipeline-definition-id",
                                PREFIX + "pipeline-id",
                                PREFIX + "project-id",
                                PREFIX + "vcs-origin",
                                PREFIX + "vcs-ref",
                                PREFIX + "workflow-id"))));
    }

    @Override
    public String lookUp() {
        return RegistrationKey.lookUp(projectId);
    }

    @Override
    public Comparison compare(Publisher publisher) {
        if (!(publisher instanceof Publisher.CircleCi expected)) {
            return Comparison.otherKind(publisher);
        }
        String subjectStart = "org/" + expected.organizationId() + "/project/" + expected.projectId() + "/";
        return new Comparison()
                .claim(PREFIX + "project-id", expected.projectId(), projectId)
                .that(
                        subject.startsWith(subjectStart),
                        "Check failed for claim 'sub': expected '" + subjectStart + "…', found '" + subject + "'")
                .claim(PREFIX + "pipeline-definition-id", expected.pipelineDefinitionId(), pipelineDefinitionId)
                .that(!sshRerun, "Publishing from a job that is run again with SSH is not supported.")
                .askedAmong(PREFIX + "context-ids", expected.contextId(), contextIds)
                .asked(PREFIX + "vcs-origin", expected.vcsOrigin(), vcsOrigin)
                .askedRef(PREFIX + "vcs-ref", expected.refPattern(), vcsRef);
    }

    /// Everything that it is known by is an immutable id.
    @Override
    public Publisher pin(Publisher publisher) {
        return publisher;
    }
}
