/// Sigstore's proofs, each checked by one small type: certificate chain, signed certificate timestamps (RFC 6962), log
/// entry with signed entry timestamp, timestamp (RFC 3161), checkpoint (C2SP signed note) and Merkle inclusion proof
/// (RFC 6962), and the signature itself. Start with [dev.hallmark.verifier.sigstore.EvidenceVerifier].
///
/// Rekor v1 promises the time of an entry in a signed entry timestamp. Rekor v2 has none: its entries need a timestamp
/// over the signature, its log's index is that of the proof, and its checkpoints are signed with Ed25519.
///
/// No clock is read: the time of signing is what log or timestamp authority promised, and everything else has to have
/// been valid then. All trusted keys come from a [dev.hallmark.verifier.sigstore.TrustRoot], never from what is
/// verified.
@NullMarked
package dev.hallmark.verifier.sigstore;

import org.jspecify.annotations.NullMarked;
