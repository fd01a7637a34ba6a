package dev.hallmark.upload.publishers;

import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.Publisher;
import dev.hallmark.upload.settings.Settings;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A wish to trust a workflow of GitHub Actions.
///
/// @param issuer name of a configured issuer, `github` when it is left out
/// @param owner in the forge's own spelling, because certificates are compared exactly
/// @param ownerId the owner's numeric id; left out, the first token that is minted pins it
/// @param environment left out, any environment is trusted, and none
@Schema(name = "NewPublisher")
record GitHubRegistration(
        @Nullable String issuer,
        @Schema(required = true, examples = "trailofbits") @Nullable String owner,
        @Schema(required = true, examples = "pypi-attestations") @Nullable String repository,
        @Schema(required = true, examples = "release.yml") @Nullable String workflow,
        @Nullable String environment,
        @Nullable String ownerId) {

    static final String DEFAULT_ISSUER = "github";

    private static final Pattern OWNER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");
    private static final Pattern REPOSITORY = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}");
    private static final Pattern WORKFLOW = Pattern.compile("[A-Za-z0-9._+ -]{1,200}\\.ya?ml");
    private static final Pattern ENVIRONMENT = Pattern.compile("[^\\p{Cntrl}'\"`,;\\\\]{1,255}");
    private static final Pattern OWNER_ID = Pattern.compile("[0-9]{1,20}");

    String issuerName() {
        return issuer == null ? DEFAULT_ISSUER : issuer;
    }

    Parsed<Publisher.GitHub> asPublisher(Settings.Issuer trusted) {
        if (owner == null || !OWNER.matcher(owner).matches()) {
            return Parsed.invalid("owner: expected the name of an account or an organisation");
        }
        if (repository == null || !REPOSITORY.matcher(repository).matches()) {
            return Parsed.invalid("repository: expected the name of a repository, without its owner");
        }
        if (workflow == null || !WORKFLOW.matcher(workflow).matches()) {
            return Parsed.invalid("workflow: expected a file name that ends in .yml or .yaml, without a directory");
        }
        if (environment != null && !ENVIRONMENT.matcher(environment).matches()) {
            return Parsed.invalid("environment: expected the name of a deployment environment");
        }
        if (ownerId != null && !OWNER_ID.matcher(ownerId).matches()) {
            return Parsed.invalid("ownerId: expected the owner's numeric id");
        }
        return Parsed.valid(new Publisher.GitHub(
                trusted.url().toString(),
                trusted.server().toString(),
                owner,
                ownerId,
                repository,
                workflow,
                environment));
    }
}
