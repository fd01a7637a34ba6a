package dev.hallmark.provenance.states;

import dev.hallmark.contract.Publisher;
import java.util.Locale;

/// Where attested files come from, as far as two releases are compared.
///
/// @param place repository, account or pipeline, with the issuer that vouches for it
/// @param workflow empty where the place has only one
record Source(String place, String workflow) {

    static Source of(Publisher publisher) {
        return switch (publisher) {
            case Publisher.GitHub gitHub ->
                new Source(at(gitHub, lower(gitHub.server() + "/" + gitHub.slug())), gitHub.workflow());
            case Publisher.GitLab gitLab ->
                new Source(at(gitLab, lower(gitLab.server() + "/" + gitLab.slug())), gitLab.workflowFile());
            case Publisher.Google google -> new Source(at(google, google.email()), "");
            case Publisher.ActiveState activeState ->
                new Source(at(activeState, activeState.organization() + "/" + activeState.project()), "");
            case Publisher.Buildkite buildkite ->
                new Source(at(buildkite, buildkite.organization()), buildkite.pipeline());
            case Publisher.CircleCi circleCi -> new Source(at(circleCi, circleCi.projectId()), circleCi.pipelineDefinitionId());
            case Publisher.Email email -> new Source(at(email, email.email()), "");
            case Publisher.Generic generic -> new Source(generic.description(), "");
        };
    }

    private static String at(Publisher publisher, String place) {
        return publisher.issuer() + " " + place;
    }

    /// Forges take names of repositories in any case.
    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
