/// Whom a certificate must name before it may speak for a publisher.
///
/// The rules are those of PyPI's verifier (`pypi-attestations`), read from Fulcio's extensions (1.3.6.1.4.1.57264.1,
/// `oid-info`) by exact comparison: no prefixes and no case folding but where the forge itself folds case. A pattern is
/// one of the publisher's own, over refs alone.
///
/// | publisher | compared always | compared when the publisher asks |
/// |---|---|---|
/// | GitHub | issuer `.8` (and `.1`), repository `.12`, owner id `.17` where present, calling workflow `.18` at `.13` or `.14` | called workflow `.9`, repository id `.15`, ref `.14`, environment `.23` where present |
/// | GitLab | the same, with `//` before the file, and both `.13` and `.14` present | project id `.15`, ref `.14`, environment `.23` where present |
/// | Google, e-mail | issuer `.8` or `.1`, or both, the e-mail address in the subject alternative name | |
/// | Buildkite | issuer `.8` or `.1`, or both, the pipeline's URL in the subject alternative name | |
///
/// Sigstore issues no certificates for ActiveState, CircleCI and issuers of one's own, so these can't be attested.
///
/// A job can run in a *reusable workflow* of another repository; `.18` then names the workflow that was triggered and
/// `.9` the one in which the job ran. A publisher that names no called workflow is satisfied whatever `.9` says, as with
/// the reference client: the workflow that it trusts chose to call the other and handed it its identity. Who wants to
/// pin that too names the called workflow, and then both are compared.
@NullMarked
package dev.hallmark.verifier.policy;

import org.jspecify.annotations.NullMarked;
