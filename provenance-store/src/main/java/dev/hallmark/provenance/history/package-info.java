/// What happened to a project, for ever: an append-only record that carries publishers by value.
///
/// Served at `GET /history/{project}`, newest first, as
/// `{"project": …, "entries": [{"id", "at", "kind", …}], "next": path of the older page or absent}`.
@NullMarked
package dev.hallmark.provenance.history;

import org.jspecify.annotations.NullMarked;
