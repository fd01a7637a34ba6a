/// The outbox: what the store tells others, written in the transaction that makes it true, sent afterwards.
///
/// Delivery is at least once; an event keeps its id however often it is told. Facts of upload-service's that are for
/// everybody are told again on `provenance-events` under their own id, once readers can see what they tell of.
@NullMarked
package dev.hallmark.provenance.announcements;

import org.jspecify.annotations.NullMarked;
