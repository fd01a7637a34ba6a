package dev.hallmark.provenance.integrity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.Publisher;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The publishers that PyPI's provenance objects can name: jobs of github.com and gitlab.com, and Google accounts.
///
/// Readers know these kinds as a closed union and refuse a whole object that has another. And they take each for the
/// public forge's, so a publisher of a host of one's own must not be named like one: its `repository` would be read as
/// somebody else's.
final class PyPiPublisher {

    private PyPiPublisher() {}

    /// The members that every reader knows, none of them null: lock files copy them into a format that has no null.
    /// `issuer` is one more where it isn't the issuer that readers assume of the kind. Empty for a publisher that can't be
    /// told this way.
    static Optional<ObjectNode> of(Publisher publisher) {
        return switch (publisher) {
            case Publisher.GitHub gitHub when gitHub.server().equals(Publisher.GitHub.PUBLIC_SERVER) ->
                Optional.of(completed(
                        object("GitHub").put("repository", gitHub.slug()).put("workflow", gitHub.workflow()),
                        gitHub.environment(),
                        gitHub.issuer(),
                        Publisher.GitHub.PUBLIC_ISSUER));
            case Publisher.GitLab gitLab when gitLab.server().equals(Publisher.GitLab.PUBLIC_SERVER) ->
                Optional.of(completed(
                        object("GitLab").put("repository", gitLab.slug()).put("workflow_filepath", gitLab.workflowFile()),
                        gitLab.environment(),
                        gitLab.issuer(),
                        Publisher.GitLab.PUBLIC_ISSUER));
            case Publisher.Google google ->
                Optional.of(completed(
                        object("Google").put("email", google.email()),
                        null,
                        google.issuer(),
                        Publisher.Google.PUBLIC_ISSUER));
            case Publisher.GitHub _,
                    Publisher.GitLab _,
                    Publisher.ActiveState _,
                    Publisher.Buildkite _,
                    Publisher.CircleCi _,
                    Publisher.Email _,
                    Publisher.Generic _ ->
                Optional.empty();
        };
    }

    private static ObjectNode object(String kind) {
        return JsonNodeFactory.instance.objectNode().put("kind", kind);
    }

    private static ObjectNode completed(
            ObjectNode publisher, @Nullable String environment, String issuer, String publicIssuer) {
        if (environment != null && !environment.isEmpty()) {
            publisher.put("environment", environment);
        }
        if (!issuer.equals(publicIssuer)) {
            publisher.put("issuer", issuer);
        }
        publisher.putObject("claims");
        return publisher;
    }
}
