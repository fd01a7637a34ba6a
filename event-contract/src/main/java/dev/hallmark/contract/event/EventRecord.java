package dev.hallmark.contract.event;

import java.util.Map;

/// An event as it is written to, and read from, Kafka; no type of Kafka's is needed to make one.
///
/// @param key the normalised project name
/// @param headers CloudEvents attributes, with their `ce_` prefix; values are UTF-8
/// @param json the event, the record's value in UTF-8
public record EventRecord(String topic, String key, Map<String, String> headers, String json) {
    public EventRecord {
        headers = Map.copyOf(headers);
    }
}
