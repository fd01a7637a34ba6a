/// Local OpenID Connect issuers that stand for GitHub Actions and for GitLab CI/CD, and claims as other forges make them. Never part of a production service: whoever reaches
/// it may be anybody.
///
/// Beside it an identity provider of people, [LocalIdentityProvider], with an issuer and a key of its own.
///
/// Spoken protocols:
///
/// * OpenID Connect Discovery: `GET /.well-known/openid-configuration`, `GET /jwks`.
/// * GitHub's token request. A job finds `ACTIONS_ID_TOKEN_REQUEST_URL` (which has a query string already) and
///   `ACTIONS_ID_TOKEN_REQUEST_TOKEN` in its environment, sends `GET <url>&audience=<audience>` with
///   `Authorization: bearer <token>` and reads `{"count": …, "value": "<JWT>"}`. Without an audience the token is
///   for the URL of the repository's owner.
/// * Of our own making: `POST /jobs` registers a job and answers those two values; see [Job] for its members.
///
/// Tokens carry the claims that GitHub documents, numbers as strings, RS256, valid for five minutes.
@NullMarked
package dev.hallmark.development.oidc;

import org.jspecify.annotations.NullMarked;
