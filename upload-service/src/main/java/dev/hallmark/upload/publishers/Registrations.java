package dev.hallmark.upload.publishers;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.Publisher;
import dev.hallmark.upload.settings.Settings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How the JSON of a registration becomes a publisher. The kind is that of the issuer, which configuration names; the
/// other members are called as in [Publisher]. Ids that are left out are learnt from the first token.
final class Registrations {

    private static final ObjectMapper JSON = new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

    /// What configuration says of the issuer, and not who registers.
    private static final List<String> OF_THE_ISSUER = List.of("kind", "issuer", "server");

    private static final Pattern OWNER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");
    private static final Pattern REPOSITORY = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}");
    private static final Pattern WORKFLOW = Pattern.compile("[A-Za-z0-9._+ -]{1,200}\\.ya?ml");
    private static final Pattern CALLED_WORKFLOW = Pattern.compile(
            OWNER.pattern() + "/(?!\\.{1,2}/)[A-Za-z0-9._-]{1,100}/\\.github/workflows/" + WORKFLOW.pattern());
    private static final Pattern ENVIRONMENT = Pattern.compile("[^\\p{Cntrl}'\"`,;\\\\]{1,255}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}");
    private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_.-]|/(?=[A-Za-z0-9_])){0,254}");
    private static final Pattern PROJECT_PATH = Pattern.compile("(?!.*\\.(git|atom)$)[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}");
    private static final Pattern WORKFLOW_FILE =
            Pattern.compile("(?!/)(?!.*(?:^|/)\\.{1,2}(?:/|$))[A-Za-z0-9._+ /-]{1,250}\\.ya?ml");
    private static final Pattern EMAIL = Pattern.compile("[\\x21-\\x3f\\x41-\\x7e]{1,100}@[A-Za-z0-9.-]{1,150}");
    private static final Pattern SLUG = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern VCS_ORIGIN = Pattern.compile("[A-Za-z0-9.-]{1,100}(/[A-Za-z0-9_.-]{1,100}){1,5}");

    private Registrations() {}

    static Parsed<Publisher> read(ObjectNode wish, Settings.Issuer issuer) {
        Members members = new Members(wish);
        return members.check(
                switch (issuer.kind()) {
                    case GITHUB -> gitHub(members, issuer);
                    case GITLAB -> gitLab(members, issuer);
                    case GOOGLE -> google(members, issuer);
                    case ACTIVESTATE -> activeState(members, issuer);
                    case BUILDKITE -> buildkite(members, issuer);
                    case CIRCLECI -> circleCi(members, issuer);
                    case GENERIC -> new Publisher.Generic(issuer.url().toString(), members.claims());
                });
    }

    /// The publisher with more conditions than it had. What it asks for already stays as it is.
    static Parsed<Publisher> constrain(Publisher publisher, ObjectNode conditions, Settings.Issuer issuer) {
        ObjectNode members = members(publisher);
        if (conditions.isEmpty()) {
            return Parsed.invalid("expected at least one member that the publisher does not have yet");
        }
        for (Map.Entry<String, JsonNode> condition : conditions.properties()) {
            if (members.has(condition.getKey())) {
                return Parsed.invalid(condition.getKey() + ": the publisher has it already, as "
                        + members.path(condition.getKey()) + "; add another publisher and remove this one");
            }
            members.set(condition.getKey(), condition.getValue());
        }
        return read(members, issuer);
    }

    /// With its kind and its issuer's URL.
    static ObjectNode shown(Publisher publisher) {
        return JSON.convertValue(publisher, ObjectNode.class);
    }

    /// The members that a registration of this publisher has.
    private static ObjectNode members(Publisher publisher) {
        return shown(publisher).remove(OF_THE_ISSUER);
    }

    private static Publisher gitHub(Members wish, Settings.Issuer issuer) {
        return new Publisher.GitHub(
                issuer.url().toString(),
                serverOf(issuer, Publisher.GitHub.PUBLIC_SERVER),
                wish.required("owner", OWNER, "the name of an account or an organisation"),
                wish.optional("ownerId", NUMBER, "the owner's numeric id"),
                wish.required("repository", REPOSITORY, "the name of a repository, without its owner"),
                wish.required("workflow", WORKFLOW, "a file name that ends in .yml or .yaml, without a directory"),
                wish.optional("environment", ENVIRONMENT, "the name of a deployment environment"),
                wish.optional("repositoryId", NUMBER, "the repository's numeric id"),
                wish.optional(
                        "calledWorkflow", CALLED_WORKFLOW, "a reusable workflow as owner/repository/.github/workflows/file.yml"),
                wish.refPattern());
    }

    private static Publisher gitLab(Members wish, Settings.Issuer issuer) {
        return new Publisher.GitLab(
                issuer.url().toString(),
                serverOf(issuer, issuer.url().toString()),
                wish.required("namespace", NAMESPACE, "the path of a user or a group, with its subgroups"),
                wish.optional("namespaceId", NUMBER, "the namespace's numeric id"),
                wish.required("project", PROJECT_PATH, "the path of a project, without its namespace"),
                wish.required("workflowFile", WORKFLOW_FILE, "the path of a file that ends in .yml or .yaml"),
                wish.optional("environment", ENVIRONMENT, "the name of a deployment environment"),
                wish.optional("projectId", NUMBER, "the project's numeric id"),
                wish.refPattern());
    }

    private static Publisher google(Members wish, Settings.Issuer issuer) {
        return new Publisher.Google(
                issuer.url().toString(),
                wish.required("email", EMAIL, "the address of a service account"),
                wish.optional("subject", NUMBER, "the account's numeric id"));
    }

    private static Publisher activeState(Members wish, Settings.Issuer issuer) {
        return new Publisher.ActiveState(
                issuer.url().toString(),
                serverOf(issuer, Publisher.ActiveState.PUBLIC_SERVER),
                wish.required("organization", SLUG, "the name of an organisation"),
                wish.required("project", SLUG, "the name of a project"),
                wish.required("actor", SLUG, "the name of the account that starts the build"),
                wish.optional("actorId", UUID, "the account's id, a UUID"));
    }

    private static Publisher buildkite(Members wish, Settings.Issuer issuer) {
        return new Publisher.Buildkite(
                issuer.url().toString(),
                wish.required("organization", SLUG, "the slug of an organisation"),
                wish.optional("organizationId", UUID, "the organisation's id, a UUID"),
                wish.required("pipeline", SLUG, "the slug of a pipeline"),
                wish.refPattern());
    }

    private static Publisher circleCi(Members wish, Settings.Issuer issuer) {
        String organizationId = wish.required("organizationId", UUID, "the organisation's id, a UUID");
        wish.require(
                issuer.url().toString().endsWith("/" + organizationId),
                "organizationId: expected the one that the issuer's URL ends in, " + issuer.url());
        return new Publisher.CircleCi(
                issuer.url().toString(),
                organizationId,
                wish.required("projectId", UUID, "the project's id, a UUID"),
                wish.required("pipelineDefinitionId", UUID, "the pipeline definition's id, a UUID"),
                wish.optional("contextId", UUID, "the context's id, a UUID"),
                wish.optional("vcsOrigin", VCS_ORIGIN, "a repository such as github.com/owner/repository"),
                wish.refPattern());
    }

    private static String serverOf(Settings.Issuer issuer, String usual) {
        return issuer.server().map(URI::toString).orElse(usual);
    }

    /// The issuers that registrations may name, for people.
    static String namesOf(Map<String, Settings.Issuer> issuers) {
        return issuers.keySet().stream().sorted().collect(Collectors.joining(", "));
    }
}
