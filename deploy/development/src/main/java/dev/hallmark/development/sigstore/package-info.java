/// A local Sigstore: a certificate authority, a timestamp authority, and transparency logs in both forms that production
/// has. Never part of a production service: its keys lie in a plain directory.
///
/// Spoken protocols, all JSON over HTTP:
///
/// * Fulcio v2: `POST /api/v2/signingCert` takes an OIDC ID token (in `credentials.oidcIdentityToken` or as bearer
///   token) for audience `sigstore` and either a public key with a proof of possession (a signature over the token's
///   subject) or a certificate signing request. It answers a ten-minute certificate with an embedded signed
///   certificate timestamp, and its chain. `GET /api/v2/trustBundle`.
/// * Rekor v1: `POST /api/v1/log/entries` takes a `dsse` or `hashedrekord` 0.0.1 entry, checks the signature, and answers
///   201 with the entry, its signed entry timestamp, and its inclusion proof with a signed checkpoint; 409 for an
///   entry that is there already. `GET /api/v1/log/entries/{uuid}`, `GET /api/v1/log`, `GET /api/v1/log/publicKey`.
/// * Rekor v2: `POST /api/v2/log/entries` takes a `hashedRekordRequestV002`, checks the signature, and answers 201 with
///   the entry and its proof, without any time. Of an envelope the signer sends the digest of its pre-authentication
///   encoding. `GET /api/v2/checkpoint`. Checkpoints are signed with Ed25519, and the log's id is the SHA-256 digest
///   of its name, a line feed, a byte 1 and the key, as in C2SP's signed notes.
/// * RFC 3161: `POST /api/v1/timestamp` takes a `TimeStampReq`, or the same in JSON. `GET /api/v1/timestamp/certchain`.
/// * `GET /trusted_root.json`: the keys and certificates of all, media type
///   `application/vnd.dev.sigstore.trustedroot+json;version=0.1`.
///
/// Certificates carry the extensions 1.3.6.1.4.1.57264.1.1 to .6 as raw text and .8 to .24 as DER UTF8String, as
/// Fulcio derives them from GitHub's claims. The timestamp of a certificate is that of RFC 6962 for a
/// precertificate: over the issuer's key hash and the to-be-signed certificate without that one extension.
///
/// Each log is a Merkle tree of RFC 6962. Indexes of the first over all shards start at [TransparencyLog#EARLIER_ENTRIES], as if
/// the log had earlier shards, so that a reader who mixes up an entry's index and its index in the tree is found out;
/// the tree's first leaf is the log's own, because proto3 JSON leaves out an index of zero.
///
/// For tests, [LocalSigstore] makes attestations and bundles in this process, and [Knobs] bend each part of their
/// evidence.
@NullMarked
package dev.hallmark.development.sigstore;

import org.jspecify.annotations.NullMarked;
