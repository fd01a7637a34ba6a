/// Start reading here: how a verdict becomes a published file, and a fact about a project a part of its history.
///
/// [VerdictsAndProjects] takes one record after the other, [Ingest] makes its effect and the event itself durable in
/// one transaction, and only then is the record acknowledged. A record that is not what it claims to be is a dead letter;
/// trouble with the database is waited for.
@NullMarked
package dev.hallmark.provenance.ingest;

import org.jspecify.annotations.NullMarked;
