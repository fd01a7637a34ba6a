/// Verified URLs: which of a release's URLs its Trusted Publisher stands for.
///
/// The rule, as the PEP 740 roadmap settled it: decided once per release, by its first file in the order of upload, and
/// only from that file's verified publish attestation. Later files and removed publishers change nothing.
///
/// Plain functions and values; nothing here knows of HTTP, Kafka or the database.
@NullMarked
package dev.hallmark.provenance.urls;

import org.jspecify.annotations.NullMarked;
