/// Sigstore's proofs, each checked by one small type: certificate chain, signed certificate timestamps (RFC 6962), log
/// entry with signed entry timestamp, checkpoint (C2SP signed note) and Merkle inclusion proof (RFC 6962), and the DSSE
/// signature.
///
/// No clock is read: the time of signing is what the log promised in its signed entry timestamp, and everything else has
/// to have been valid then. All trusted keys come from a [dev.hallmark.verifier.sigstore.TrustRoot], never from what is
/// verified.
@NullMarked
package dev.hallmark.verifier.sigstore;

import org.jspecify.annotations.NullMarked;
