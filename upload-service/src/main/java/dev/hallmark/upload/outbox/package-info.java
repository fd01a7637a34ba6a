/// The transactional outbox: an event is written in the transaction of its cause, and sent afterwards, in order.
@NullMarked
package dev.hallmark.upload.outbox;

import org.jspecify.annotations.NullMarked;
