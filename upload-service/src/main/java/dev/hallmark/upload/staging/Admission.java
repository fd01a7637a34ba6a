package dev.hallmark.upload.staging;

import dev.hallmark.contract.ProjectPolicy;
import dev.hallmark.contract.event.Uploader;
import dev.hallmark.upload.Checked;
import dev.hallmark.upload.UploadRefusal;
import dev.hallmark.upload.policy.Policies;
import dev.hallmark.upload.tokens.AuthenticatedUploader;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/// Whether a project takes uploads now, of this uploader, and under which policy.
@ApplicationScoped
public class Admission {

    private final Policies policies;

    @Inject
    Admission(Policies policies) {
        this.policies = policies;
    }

    /// Needs a session.
    ///
    /// @return the policy that the file is accepted under
    public Uni<Checked<ProjectPolicy>> of(AuthenticatedUploader.Grant grant) {
        return policies.of(grant.project()).map(policy -> byStatus(grant).then(_ -> byPolicy(grant, policy)));
    }

    private static Checked<Boolean> byStatus(AuthenticatedUploader.Grant grant) {
        String project = "The project '" + grant.project().name() + "' ";
        return switch (grant.project().status()) {
            case ACTIVE, DEPRECATED -> Checked.passed(true);
            case ARCHIVED -> Checked.failed(UploadRefusal.PROJECT_ARCHIVED, project + "is archived and takes no uploads.");
            case QUARANTINED ->
                Checked.failed(UploadRefusal.PROJECT_QUARANTINED, project + "is in quarantine and takes no uploads.");
        };
    }

    private static Checked<ProjectPolicy> byPolicy(AuthenticatedUploader.Grant grant, ProjectPolicy policy) {
        return switch (grant.as()) {
            case Uploader.ApiToken _ when policy.trustedPublishingOnly() ->
                Checked.failed(
                        UploadRefusal.TRUSTED_PUBLISHING_REQUIRED,
                        "The project '" + grant.project().name() + "' takes uploads of its Trusted Publishers only.",
                        "a token minted for a Trusted Publisher",
                        "an API token");
            case Uploader.ApiToken _, Uploader.TrustedPublisher _ -> Checked.passed(policy);
        };
    }
}
