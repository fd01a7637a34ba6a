package dev.hallmark.verifier.service;

import dev.hallmark.contract.event.EventRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What becomes of one record: each goes somewhere.
sealed interface Outcome {

    /// It was judged.
    record Judged(EventRecord verdict) implements Outcome {}

    /// It would be refused, for a reason that a newer trust root could remove: it is judged again after the next refresh.
    ///
    /// @param trustRoot name of the root
    /// @param refreshes how many refreshes of it there had been
    record Deferred(ConsumerRecord<String, byte[]> record, String trustRoot, long refreshes) implements Outcome {}

    /// There is no verdict; the record goes to the dead-letter topic as it came.
    ///
    /// @param reason in words, without content of the record
    record DeadLetter(ConsumerRecord<String, byte[]> record, String reason) implements Outcome {}
}
