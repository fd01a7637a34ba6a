/// Attestations that come after their file: of the file's own publisher, or of somebody whom the project's policy names.
///
/// `POST /attestations/{project}/{version}/{filename}` takes a JSON array of PEP 740 attestation objects. Who sends them
/// only limits abuse: they have to be signed by the identity that they are submitted for, which attestation-verifier
/// checks.
@NullMarked
package dev.hallmark.upload.submissions;

import org.jspecify.annotations.NullMarked;
