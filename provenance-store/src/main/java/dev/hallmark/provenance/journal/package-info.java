/// The journal: every event that the store took for a fact, as it came and in the order of its taking.
///
/// Kafka keeps events for a while; what the index proved has to be known for ever. All that is recorded of projects and
/// shown to readers follows from the journal alone, times and serials included, so it can be dropped and made again.
@NullMarked
package dev.hallmark.provenance.journal;

import org.jspecify.annotations.NullMarked;
