/// The authorities that a real index finds on the internet, for one machine without any: an OIDC issuer that stands
/// for GitHub Actions ([dev.hallmark.development.oidc]) and a Sigstore ([dev.hallmark.development.sigstore]), both
/// over HTTP on one loopback port.
///
/// For demonstrations and tests. No service depends on this module: an index that trusts these authorities trusts
/// everybody who can reach the port.
@NullMarked
package dev.hallmark.development;

import org.jspecify.annotations.NullMarked;
