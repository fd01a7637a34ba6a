/// The bytes of published files, at addresses that never change their content:
/// `/files/{ab}/{cd}/{sha256}/{filename}`, with `.metadata` for a wheel's core metadata and `.provenance` as another name
/// of its provenance object.
///
/// What uploaders wrote is sent so that no browser ever makes a page of it. A blob that is missing, or not as long as it
/// was, is our trouble and a 503: never a short answer that a client would take for the file.
@NullMarked
package dev.hallmark.provenance.files;

import org.jspecify.annotations.NullMarked;
