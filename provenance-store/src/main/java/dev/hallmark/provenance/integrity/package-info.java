/// The Integrity API: provenance objects as PEP 740 defines them, and the verified URLs of a release.
///
/// `GET /integrity/{project}/{version}/{filename}/provenance`, media type `application/vnd.pypi.integrity.v1+json`;
/// `GET /integrity/{project}/{version}/urls`, `application/json`. Attestations are sent as their uploader sent them,
/// character for character: a reader that knows more members than we do finds them.
@NullMarked
package dev.hallmark.provenance.integrity;

import org.jspecify.annotations.NullMarked;
