/// The attestation objects of PEP 740, read strictly into types.
///
/// The upload form's field `attestations` is a JSON array of attestation objects. One is
/// `{version: 1, verification_material: {certificate, transparency_entries}, envelope: {statement, signature}}` with
/// base64 in the strings. The statement is an in-toto Statement v1 whose one subject is the distribution. Nothing here
/// is verified: these types say what an uploader claims.
@NullMarked
package dev.hallmark.verifier.attestation;

import org.jspecify.annotations.NullMarked;
