package dev.hallmark.upload.oidc;

import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.Publisher;
import dev.hallmark.upload.publishers.RegistrationKey;
import java.util.List;
import java.util.Map;

/// A build of the ActiveState platform.
///
/// @param actor name of the account that started it
record ActiveStateJob(
        String subject,
        String organization,
        String project,
        String actor,
        String actorId,
        String builder,
        Map<String, String> claims)
        implements Job {

    /// The only one of the platform's builders that publishes.
    private static final String BUILDER = "pypi-publisher";

    ActiveStateJob {
        claims = Map.copyOf(claims);
    }

    static Parsed<ActiveStateJob> of(IdToken token) {
        return token.requiring("sub", "organization", "project", "actor", "actor_id", "builder")
                .map(_ -> new ActiveStateJob(
                        token.text("sub"),
                        token.text("organization"),
                        token.text("project"),
                        token.text("actor"),
                        token.text("actor_id"),
                        token.text("builder"),
                        token.only(List.of(
                                "actor",
                                "actor_id",
                                "artifact_id",
                                "branch_id",
                                "builder",
                                "commit_id",
                                "ingredient",
                                "organization",
                                "organization_id",
                                "project",
                                "project_id",
                                "project_path",
                                "project_visibility"))));
    }

    @Override
    public String lookUp() {
        return RegistrationKey.lookUp(organization + "/" + project);
    }

    @Override
    public Comparison compare(Publisher publisher) {
        if (!(publisher instanceof Publisher.ActiveState expected)) {
            return Comparison.otherKind(publisher);
        }
        String subjectStart = "org:" + expected.organization() + ":project:" + expected.project();
        Comparison comparison = new Comparison()
                .claim("organization", expected.organization(), organization)
                .claim("project", expected.project(), project)
                .that(
                        subject.equals(subjectStart) || subject.startsWith(subjectStart + ":"),
                        "Check failed for claim 'sub': expected '" + subjectStart + "…', found '" + subject + "'")
                .claim("builder", BUILDER, builder);
        return expected.actorId() == null
                ? comparison.claim("actor", expected.actor(), actor)
                : comparison.claim("actor_id", expected.actorId(), actorId);
    }

    @Override
    public Publisher pin(Publisher publisher) {
        return publisher instanceof Publisher.ActiveState known && known.actorId() == null
                ? new Publisher.ActiveState(
                        known.issuer(), known.server(), known.organization(), known.project(), known.actor(), actorId)
                : publisher;
    }
}
