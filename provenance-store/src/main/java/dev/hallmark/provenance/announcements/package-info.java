/// The outbox: what the store tells others, written in the transaction that makes it true, sent afterwards.
///
/// Delivery is at least once; an event keeps its id, made from the upload's, however often it is told.
@NullMarked
package dev.hallmark.provenance.announcements;

import org.jspecify.annotations.NullMarked;
