/// Sigstore bundles: a signed file or statement with all that it takes to verify it offline.
///
/// A bundle is a JSON object `{mediaType, verificationMaterial, dsseEnvelope | messageSignature}` (protobuf-specs,
/// `sigstore_bundle.proto`), whose media type says its version, 0.1 to 0.3. PEP 740 attestations are the same evidence in
/// other clothes, so [dev.hallmark.verifier.sigstore.EvidenceVerifier] verifies both.
///
/// Start with [dev.hallmark.verifier.bundle.BundleVerifier].
@NullMarked
package dev.hallmark.verifier.bundle;

import org.jspecify.annotations.NullMarked;
