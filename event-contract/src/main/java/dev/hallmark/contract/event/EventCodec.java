package dev.hallmark.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.ConstructorDetector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.hallmark.contract.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Writes and reads [Event]s; thread-safe.
///
/// Reading trusts nothing: a record that was misrouted, altered or written by something else is refused by its own
/// headers before its content is looked at (kafka-clients up to 4.1.1 could deliver a record to another topic,
/// CVE-2026-35554).
public final class EventCodec {

    /// The largest record value, in bytes. Attestations are capped well below it.
    public static final int MAX_VALUE_BYTES = 900_000;

    private static final int MAX_DEPTH = 32;

    private final JsonMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .constructorDetector(ConstructorDetector.USE_PROPERTIES_BASED)
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    public EventCodec() {
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(MAX_VALUE_BYTES)
                        .maxNumberLength(40)
                        .build());
    }

    /// @param id kept by the sender through all retries, so that consumers recognise them
    /// @param source the sending service
    public EventRecord write(UUID id, String source, Instant time, Event event) {
        EventType type = event.type();
        String json = json(event);
        return new EventRecord(
                type.topic().topicName(),
                event.project().normalized(),
                Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", id.toString(),
                        "ce_source", "/" + source,
                        "ce_type", type.wireName(),
                        "ce_subject", event.project().normalized(),
                        "ce_time", time.toString(),
                        "content-type", "application/json",
                        "ce_topic", type.topic().topicName(),
                        "ce_schemaversion", Integer.toString(type.schemaVersion()),
                        "ce_datadigest", digest(json.getBytes(StandardCharsets.UTF_8))),
                json);
    }

    /// @param topic where the record was found
    public Received read(String topic, String key, Map<String, String> headers, byte[] value) {
        if (value.length > MAX_VALUE_BYTES) {
            return new Received.Refused("expected at most " + MAX_VALUE_BYTES + " bytes, found " + value.length);
        }
        if (!topic.equals(headers.get("ce_topic"))) {
            return new Received.Refused("expected an event of topic " + topic);
        }
        if (!digest(value).equals(headers.get("ce_datadigest"))) {
            return new Received.Refused("expected a value of the digest that ce_datadigest names");
        }
        Optional<EventType> type = Optional.ofNullable(headers.get("ce_type")).flatMap(EventType::ofWireName);
        if (type.isEmpty() || !type.get().topic().topicName().equals(topic)) {
            return new Received.Refused("expected an event type of topic " + topic);
        }
        if (!Integer.toString(type.get().schemaVersion()).equals(headers.get("ce_schemaversion"))) {
            return new Received.Refused("expected schema version " + type.get().schemaVersion());
        }
        return read(type.get(), key, headers, value);
    }

    private Received read(EventType type, String key, Map<String, String> headers, byte[] value) {
        try {
            UUID id = UUID.fromString(headers.getOrDefault("ce_id", ""));
            Instant time = Instant.parse(headers.getOrDefault("ce_time", ""));
            String json = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
            Event event = mapper.readValue(json, type.record());
            if (!event.project().normalized().equals(key)) {
                return new Received.Refused("expected the project's normalised name as the key");
            }
            return new Received.Accepted(id, time, event);
        } catch (JsonProcessingException e) {
            return new Received.Refused("expected the JSON of " + type.wireName() + ": " + e.getOriginalMessage());
        } catch (CharacterCodingException | IllegalArgumentException | DateTimeParseException e) {
            return new Received.Refused("expected ce_id, ce_time and UTF-8 as " + type.wireName() + " has them");
        }
    }

    /// The value of an event's record.
    public String json(Event event) {
        try {
            return mapper.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event can always be written", e);
        }
    }

    private static String digest(byte[] value) {
        return "sha-256:" + Sha256.of(value).hex();
    }
}
