package dev.hallmark.development.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.Parsed;
import dev.hallmark.development.web.Answer;
import dev.hallmark.development.web.Endpoints;
import dev.hallmark.development.web.Json;
import dev.hallmark.development.web.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/// Stands for gitlab.com: an issuer of its own below `/gitlab`, whose jobs find their ID tokens in variables.
///
/// * `GET /gitlab/.well-known/openid-configuration`, `GET /gitlab/jwks`
/// * `POST /gitlab/jobs` with `{"project_path": …, "id_tokens": {"PYPI_ID_TOKEN": {"aud": …}}}`, the tokens as a job of
///   `.gitlab-ci.yml` asks for them, answers the job's `{"variables": …}`. `ref_path`, `environment` and `config` (the path
///   of the configuration) may be left out.
public final class LocalGitLab {

    private static final String PATH = "/gitlab";

    private final LocalIssuer issuer;

    private LocalGitLab(LocalIssuer issuer) {
        this.issuer = issuer;
    }

    /// The issuer whose key is kept below `directory`.
    ///
    /// @param origin where its endpoints are reached
    public static LocalGitLab open(Path directory, URI origin, Clock clock) throws IOException {
        URI below = URI.create(origin + PATH);
        return new LocalGitLab(LocalIssuer.open(directory.resolve("gitlab"), below, below.toString(), clock));
    }

    /// The `iss` of its tokens.
    public String issuer() {
        return issuer.issuer();
    }

    public void addTo(Endpoints endpoints) {
        issuer.addDiscoveryTo(endpoints);
        endpoints.post(PATH + "/jobs", this::startOverHttp);
    }

    private Answer startOverHttp(Request request) {
        return switch (request.json()) {
            case Parsed.Invalid<ObjectNode>(String why) -> Answer.refusal(400, why);
            case Parsed.Valid<ObjectNode>(ObjectNode wish) -> start(wish);
        };
    }

    private Answer start(ObjectNode wish) {
        String project = wish.path("project_path").asText();
        if (!project.matches("[^/\\s]+(/[^/\\s]+)+")) {
            return Answer.refusal(400, "expected member project_path such as group/project");
        }
        Map<String, Object> claims = ForgeClaims.gitLab(
                project,
                wish.path("config").asText(".gitlab-ci.yml"),
                wish.path("ref_path").asText("refs/tags/v1.0.0"),
                wish.path("environment").asText(""));
        ObjectNode answer = Json.object();
        ObjectNode variables = answer.putObject("variables").put("CI", "true").put("GITLAB_CI", "true");
        for (Map.Entry<String, JsonNode> token : wish.path("id_tokens").properties()) {
            variables.put(token.getKey(), issuer.issue(claims, token.getValue().path("aud").asText()));
        }
        return Answer.json(201, answer);
    }
}
