/// Publishes: consumes verdicts and facts about projects, records them for ever, and serves all that is read.
///
/// Start reading in `ingest`: [dev.hallmark.provenance.ingest] turns one event into one transaction. What it records is
/// the business of `catalogue`, `urls` and `history`; what is served lies in `simple`, `integrity`, `files` and `pages`.
@NullMarked
package dev.hallmark.provenance;

import org.jspecify.annotations.NullMarked;
