/// Trusted Publishing: an ID token of a CI job becomes an upload token.
///
/// `GET /_/oidc/audience` names the audience that the ID token must be made for; `POST /_/oidc/mint-token` exchanges it;
/// `GET /.well-known/pytp` names both (PEP 807). Every refusal is a 422 with PyPI's codes, which clients show to people.
///
/// The forges' claims: GitHub, "OpenID Connect reference" (reusable workflows: `workflow_ref` is the caller's,
/// `job_workflow_ref` the called one's); GitLab, "ID token payload"; CircleCI, "OpenID Connect tokens"; Buildkite,
/// `buildkite-agent oidc request-token`. Google's tokens carry no `jti`, and its metadata server repeats them.
@NullMarked
package dev.hallmark.upload.oidc;

import org.jspecify.annotations.NullMarked;
