/// Trusted Publishing: an ID token of a CI job becomes an upload token.
///
/// `GET /_/oidc/audience` names the audience that the ID token must be made for; `POST /_/oidc/mint-token` exchanges it.
/// Every refusal is a 422 with PyPI's codes, which clients show to people.
@NullMarked
package dev.hallmark.upload.oidc;

import org.jspecify.annotations.NullMarked;
