package dev.hallmark.verifier.command;

import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.Publisher;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How the command line names a publisher.
///
/// * `github:owner/repository/workflow.yml`
/// * `gitlab:group/project//path/to/file.yml`, with any number of subgroups
/// * `google:account@project.iam.gserviceaccount.com`
/// * `email:someone@example.org`, with the issuer that knows the address
///
/// @param issuer for an e-mail address, or another than a forge's usual one; null for the usual one
/// @param server base URL of a forge of one's own; null for the public one
/// @param environment deployment environment that the certificate has to name; null admits any
record PublisherName(String text, @Nullable String issuer, @Nullable String server, @Nullable String environment) {

    private static final Pattern GITHUB = Pattern.compile("github:([^/\\s]+)/([^/\\s]+)/([^/\\s]+\\.ya?ml)");
    private static final Pattern GITLAB = Pattern.compile("gitlab:([^/\\s]+(?:/[^/\\s]+)*)/([^/\\s]+)//([^/\\s]+(?:/[^/\\s]+)*)");
    private static final Pattern ADDRESS = Pattern.compile("(google|email):([^@\\s]+@[^@\\s]+)");
    private static final Pattern SERVER = Pattern.compile("https?://[^/\\s]+(?:/[^/\\s]+)*");

    Parsed<Publisher> parse() {
        if (server != null && !SERVER.matcher(server).matches()) {
            return Parsed.invalid("expected a server such as https://git.example.org, without a slash at the end, found " + server);
        }
        Matcher gitHub = GITHUB.matcher(text);
        if (gitHub.matches()) {
            return Parsed.valid(gitHub(gitHub.group(1), gitHub.group(2), gitHub.group(3)));
        }
        Matcher gitLab = GITLAB.matcher(text);
        if (gitLab.matches()) {
            return Parsed.valid(gitLab(gitLab.group(1), gitLab.group(2), gitLab.group(3)));
        }
        Matcher address = ADDRESS.matcher(text);
        if (address.matches()) {
            return ofAddress(address.group(1), address.group(2));
        }
        return Parsed.invalid("expected github:owner/repository/workflow.yml, gitlab:group/project//file.yml, google:address or"
                + " email:address, found " + text);
    }

    /// The issuer of a GitHub host of one's own lies below it.
    private Publisher gitHub(String owner, String repository, String workflow) {
        String host = server == null ? Publisher.GitHub.PUBLIC_SERVER : server;
        String usual = server == null ? Publisher.GitHub.PUBLIC_ISSUER : server + "/_services/token";
        return new Publisher.GitHub(issuer == null ? usual : issuer, host, owner, null, repository, workflow, environment);
    }

    /// The issuer of a GitLab host is the host.
    private Publisher gitLab(String namespace, String project, String file) {
        String host = server == null ? Publisher.GitLab.PUBLIC_SERVER : server;
        return new Publisher.GitLab(
                issuer == null ? host : issuer, host, namespace, null, project, file, environment, null, null);
    }

    private Parsed<Publisher> ofAddress(String kind, String address) {
        if (server != null || environment != null) {
            return Parsed.invalid("expected neither a server nor an environment with an address, which has none");
        }
        if (kind.equals("google")) {
            return Parsed.valid(new Publisher.Google(
                    issuer == null ? Publisher.Google.PUBLIC_ISSUER : issuer, address, null));
        }
        return issuer == null
                ? Parsed.invalid("expected the issuer that knows the address, such as --issuer https://accounts.google.com")
                : Parsed.valid(new Publisher.Email(issuer, address));
    }
}
