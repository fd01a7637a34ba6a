package dev.hallmark.contract;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/// A Trusted Publisher by value, as it was registered at the moment of an event.
///
/// Every fact about a file carries it whole, never only its id: the publisher can be deleted the next day and what was
/// recorded stays true.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes(@JsonSubTypes.Type(value = Publisher.GitHub.class, name = "github"))
public sealed interface Publisher {

    /// The `iss` of the ID tokens that this publisher may present, and of the certificates that may vouch for it.
    /// Part of its identity: a token of one issuer never matches a publisher of another.
    String issuer();

    /// The repository, without a trailing slash: the base of what its releases may call their verified URLs.
    String repositoryUrl();

    /// One line for people, such as `trailofbits/pypi-attestations release.yml`.
    String description();

    /// A workflow of GitHub Actions.
    ///
    /// @param server base URL of the forge without a trailing slash, `https://github.com` for the public one
    /// @param owner account or organisation in the forge's own spelling; compared exactly with certificates
    /// @param ownerId the owner's immutable id, so that a re-created account does not inherit; null until it is known
    /// @param repository repository name without owner
    /// @param workflow file name below `.github/workflows/`
    /// @param environment deployment environment that a token has to name; null admits any
    record GitHub(
            String issuer,
            String server,
            String owner,
            @Nullable String ownerId,
            String repository,
            String workflow,
            @Nullable String environment)
            implements Publisher {

        public static final String PUBLIC_ISSUER = "https://token.actions.githubusercontent.com";
        public static final String PUBLIC_SERVER = "https://github.com";

        /// `owner/repository`, as PEP 740 provenance objects name it.
        public String slug() {
            return owner + "/" + repository;
        }

        @Override
        public String repositoryUrl() {
            return server + "/" + slug();
        }

        @Override
        public String description() {
            return slug() + " " + workflow + (environment == null ? "" : " (environment " + environment + ")");
        }
    }
}
