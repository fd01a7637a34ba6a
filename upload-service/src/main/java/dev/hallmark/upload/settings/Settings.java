package dev.hallmark.upload.settings;

import dev.hallmark.contract.ProjectPolicy;
import dev.hallmark.upload.Secret;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Everything under `hallmark.`; a property that is not here stops the service at start.
@ConfigMapping(prefix = "hallmark")
public interface Settings {

    /// The https origin that clients use, without a trailing slash. Absolute URLs come from here and never from request
    /// headers, which anybody can write.
    URI publicUrl();

    /// What administrators send as `Authorization: Bearer`.
    Secret adminToken();

    /// The `aud` that an ID token must have. GitLab derives a variable name from it, so it is a short word, not a URL.
    @WithDefault("hallmark")
    String audience();

    /// The identity provider that people sign in with; left out, there is only the administrator's token.
    Optional<People> people();

    /// Who may report leaked tokens in GitHub's form; left out, nobody. Tokens can be reported one by one all the same.
    Optional<SecretScanning> secretScanning();

    /// What every project asks of its files until it asks for something else.
    Policy policy();

    Blobs blobs();

    Uploads uploads();

    Outbox outbox();

    /// The OIDC issuers that this index trusts, by a name of the operator's choice.
    Map<String, Issuer> issuers();

    /// Whatever can be left out is optional here: with a default, the whole group would be there always.
    interface People {
        /// The `iss` of its tokens, exactly; its keys are found by discovery.
        URI issuer();

        /// The `aud` that a token must have: the client id of whatever lets people fetch tokens for this index.
        String audience();

        /// The claim that names the person, for ever and uniquely: `sub`.
        Optional<String> subjectClaim();

        /// The claim with the name that other people see: `name`.
        Optional<String> nameClaim();

        /// The claim, a text or a list of texts, that makes an administrator of whom [#administrators] is in: `groups`.
        Optional<String> administratorClaim();

        /// Left out, nobody who signs in is an administrator.
        Optional<String> administrators();

        /// Administrators.
        Optional<ProjectCreation> projectCreation();

        /// Who may create projects.
        enum ProjectCreation {
            ADMINISTRATORS,
            SIGNED_IN
        }
    }

    interface SecretScanning {
        /// The scanner's public keys, in the JSON form in which GitHub publishes them
        /// (`https://api.github.com/meta/public_keys/secret_scanning`).
        Path keysFile();
    }

    interface Policy {
        @WithDefault("false")
        boolean trustedPublishingOnly();

        /// Files that are uploaded from then on need attestations.
        Optional<Instant> attestationsRequiredFrom();

        Optional<List<String>> requiredPredicateTypes();

        @WithDefault("ALLOW")
        ProjectPolicy.Reaction onProvenanceLoss();

        @WithDefault("ALLOW")
        ProjectPolicy.Reaction onProvenanceChange();

        @WithDefault("false")
        boolean privateRepositories();

        Optional<String> boundToIndex();
    }

    interface Blobs {
        /// Shared with provenance-store. Temporary files lie below it too, so that a rename is atomic.
        Path directory();

        /// How many files are hashed, read and written at a time: this is CPU and disk work.
        @WithDefault("4")
        int workers();
    }

    interface Uploads {
        /// PyPI's default.
        @WithDefault("100M")
        MemorySize maxFileSize();

        /// A Kafka record has to hold it, JSON-escaped, with everything else. Two real attestations are about 12 KiB.
        @WithDefault("256K")
        MemorySize maxAttestationsSize();

        /// All fields but the file together; the longest real descriptions are below 1 MiB.
        @WithDefault("4M")
        MemorySize maxFieldsSize();

        /// How long an upload request waits for its verdict before it asks the client to come back.
        @WithDefault("30s")
        Duration verdictDeadline();

        /// What `Retry-After` says then.
        @WithDefault("5s")
        Duration retryAfter();
    }

    interface Outbox {
        /// Sent at once after a commit; this finds what was left by a crash or an outage.
        @WithDefault("1s")
        Duration pollInterval();

        /// An upload without an end after this time is announced again, so that even a wiped Kafka loses nothing.
        @WithDefault("60s")
        Duration resendAfter();
    }

    interface Issuer {
        /// The `iss` of its tokens, exactly.
        URI url();

        @WithDefault("GITHUB")
        Kind kind();

        /// Whether its tokens are exchanged; false for an issuer that this index is shipped with and does not want, such as
        /// the one with which its people sign in.
        @WithDefault("true")
        boolean enabled();

        /// Base URL of the forge whose repositories its tokens speak of. Left out, the public one's; for a GitLab of one's
        /// own its issuer's.
        Optional<URI> server();

        /// The `aud` that its tokens must have, where it is not the one of the index.
        Optional<String> audience();

        /// A JWKS file to use instead of discovery, for sites that cannot reach the issuer.
        Optional<Path> keysFile();

        /// A JWKS URL to use instead of discovery, for issuers that keep their keys on another host.
        Optional<URI> keysUrl();

        /// What must not have triggered a workflow, besides `pull_request_target`: say, `workflow_run`.
        Optional<Set<String>> refusedEvents();

        enum Kind {
            GITHUB,
            GITLAB,
            GOOGLE,
            ACTIVESTATE,
            BUILDKITE,
            CIRCLECI,
            /// Whatever it says, claim by claim.
            GENERIC
        }
    }
}
