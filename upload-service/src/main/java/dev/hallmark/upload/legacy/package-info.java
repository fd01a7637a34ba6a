/// The legacy upload API as twine and uv speak it: one multipart form per file.
///
/// It is not standardised beyond PyPI's documentation. Refusals are in the HTTP/1.1 reason phrase, which twine shows,
/// and in the body, which uv reads. See `UploadRefusal` for where this index is stricter than PyPI.
@NullMarked
package dev.hallmark.upload.legacy;

import org.jspecify.annotations.NullMarked;
