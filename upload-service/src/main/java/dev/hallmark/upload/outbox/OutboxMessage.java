package dev.hallmark.upload.outbox;

/// A row of the outbox.
///
/// @param untilSettled stays after it was sent, until what it asks about came to its end
/// @param headers JSON object of texts
record OutboxMessage(long sequence, boolean untilSettled, String topic, String key, String headers, String value) {}
