package dev.hallmark.verifier.service;

import dev.hallmark.contract.event.EventRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What becomes of one record of `uploads`: each goes somewhere.
sealed interface Outcome {

    /// The upload was judged.
    record Judged(EventRecord verdict) implements Outcome {}

    /// There is no verdict; the record goes to the dead-letter topic as it came.
    ///
    /// @param reason in words, without content of the record
    record DeadLetter(ConsumerRecord<String, byte[]> record, String reason) implements Outcome {}
}
