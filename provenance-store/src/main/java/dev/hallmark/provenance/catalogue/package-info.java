/// The record of what was published: projects, releases, files, attestations, all by value, in PostgreSQL.
///
/// A published file is a row of `file`; a refused upload is a row of another table that no reader looks at. Changes are
/// made in `ingest`'s transaction only, with the project's row locked, so that one project changes one step at a time.
@NullMarked
package dev.hallmark.provenance.catalogue;

import org.jspecify.annotations.NullMarked;
