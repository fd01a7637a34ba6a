package dev.hallmark.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.ConstructorDetector;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes and reads [Event]s; thread-safe.
///
/// Reading trusts nothing: a record that was misrouted, altered or written by something else is refused by its own
/// headers before its content is looked at (kafka-clients up to 4.1.1 could deliver a record to another topic,
/// CVE-2026-35554).
public final class EventCodec {

    /// The largest record value, in bytes. Brokers take 1 MiB by default, headers and key included.
    public static final int MAX_VALUE_BYTES = 900_000;

    /// The largest value of an event that asks for a verdict, in bytes: the verdict repeats the file or the attestations
    /// and adds what verification established.
    public static final int MAX_QUESTION_BYTES = 800_000;

    private static final int MAX_DEPTH = 32;
    private static final int MAX_REASON_LENGTH = 300;

    private final JsonMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_VALUE_BYTES)
                            .maxNumberLength(40)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addDeserializer(Instant.class, new TimeReader()))
            .annotationIntrospector(AnnotationIntrospector.pair(new JacksonAnnotationIntrospector(), new RequiredMembers()))
            .constructorDetector(ConstructorDetector.USE_PROPERTIES_BASED)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    /// The record by which its author tells of an event. The same event always gives the same bytes.
    ///
    /// @param id kept by the sender through all retries, so that consumers recognise them
    /// @param source the sending service
    /// @throws IllegalArgumentException if the event [does not fit][#fits]: its sender accepted too much
    public EventRecord write(UUID id, String source, Instant time, Event event) {
        return write(id, source, time, event, event.type().topic());
    }

    /// The record by which an event is told on one of the topics that its kind [travels on][EventType#topics].
    ///
    /// @param id that of the event; an announcement of what another service told keeps the id
    /// @throws IllegalArgumentException if the event does not belong on the topic, or [does not fit][#fits]
    public EventRecord write(UUID id, String source, Instant time, Event event, Topic topic) {
        EventType type = event.type();
        if (!type.topics().contains(topic)) {
            throw new IllegalArgumentException(
                    "expected a topic of " + type.wireName() + ", which are " + type.topics() + ", found " + topic);
        }
        String json = json(event);
        byte[] value = json.getBytes(StandardCharsets.UTF_8);
        if (value.length > limit(type)) {
            throw new IllegalArgumentException(
                    "expected a " + type.wireName() + " of at most " + limit(type) + " bytes, found " + value.length);
        }
        return new EventRecord(
                topic.topicName(),
                event.project().normalized(),
                Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", id.toString(),
                        "ce_source", "/" + source,
                        "ce_type", type.wireName(),
                        "ce_subject", event.project().normalized(),
                        "ce_time", time.toString(),
                        "content-type", "application/json",
                        "ce_topic", topic.topicName(),
                        "ce_schemaversion", Integer.toString(type.schemaVersion()),
                        "ce_datadigest", digest(value)),
                json);
    }

    /// Whether a record can carry the event, and later another one its verdict: asked by whoever accepts what it is made of.
    public boolean fits(Event event) {
        return json(event).getBytes(StandardCharsets.UTF_8).length <= limit(event.type());
    }

    private static int limit(EventType type) {
        return switch (type.topic()) {
            case UPLOADS, REVIEWS -> MAX_QUESTION_BYTES;
            case VERDICTS, PROJECTS, PROVENANCE_EVENTS -> MAX_VALUE_BYTES;
        };
    }

    /// Never throws, whatever it is given.
    ///
    /// @param topic where the record was found
    /// @param key of the record; none of ours is without one
    /// @param headers of the record; [EventRecord#headers()] says what is expected
    /// @param value of the record; null is what Kafka calls a tombstone
    public Received read(String topic, @Nullable String key, Map<String, String> headers, byte @Nullable [] value) {
        if (value == null) {
            return new Received.Refused("expected a value, found none");
        }
        if (value.length > MAX_VALUE_BYTES) {
            return new Received.Refused("expected at most " + MAX_VALUE_BYTES + " bytes, found " + value.length);
        }
        if (!"1.0".equals(headers.get("ce_specversion"))) {
            return new Received.Refused("expected a CloudEvent of version 1.0");
        }
        if (!topic.equals(headers.get("ce_topic"))) {
            return new Received.Refused("expected an event of topic " + topic);
        }
        if (!digest(value).equals(headers.get("ce_datadigest"))) {
            return new Received.Refused("expected a value of the digest that ce_datadigest names");
        }
        Optional<EventType> type = Optional.ofNullable(headers.get("ce_type")).flatMap(EventType::ofWireName);
        if (type.isEmpty() || !type.get().travelsOn(topic)) {
            return new Received.Refused("expected an event type of topic " + topic);
        }
        if (!Integer.toString(type.get().schemaVersion()).equals(headers.get("ce_schemaversion"))) {
            return new Received.Refused("expected schema version " + type.get().schemaVersion());
        }
        return read(type.get(), key, headers, value);
    }

    private Received read(EventType type, @Nullable String key, Map<String, String> headers, byte[] value) {
        UUID id;
        Instant time;
        String json;
        try {
            id = UUID.fromString(Objects.requireNonNullElse(headers.get("ce_id"), ""));
            time = Instant.parse(Objects.requireNonNullElse(headers.get("ce_time"), ""));
            json = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
        } catch (CharacterCodingException e) {
            return new Received.Refused("expected a value in UTF-8");
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return new Received.Refused("expected a UUID as ce_id and a time as ce_time");
        }
        @Nullable Event event;
        try {
            event = mapper.readValue(json, type.record());
        } catch (JsonProcessingException e) {
            return new Received.Refused(reason(type, e));
        }
        if (event == null || !event.project().normalized().equals(key)) {
            return new Received.Refused("expected an event with the project's normalised name as its key");
        }
        return new Received.Accepted(id, time, event);
    }

    /// One line of bounded length: the parser's message may quote what it found.
    private static String reason(EventType type, JsonProcessingException e) {
        return oneLine("expected the JSON of " + type.wireName() + ": " + e.getOriginalMessage());
    }

    private static String oneLine(String sentence) {
        String line = sentence.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= MAX_REASON_LENGTH ? line : line.substring(0, MAX_REASON_LENGTH) + "…";
    }

    /// The value of an event's record.
    public String json(Event event) {
        try {
            return mapper.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event can always be written", e);
        }
    }

    /// A value of the contract, such as a policy, as events carry it.
    public String valueJson(Record value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a value can always be written", e);
        }
    }

    /// A value of the contract as [#valueJson] writes it, or somebody by hand: unknown members are refused too.
    public <T extends Record> Parsed<T> value(Class<T> type, String json) {
        try {
            @Nullable T value = mapper.readerFor(type)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(json);
            return value == null ? Parsed.invalid("expected a JSON object, found null") : Parsed.valid(value);
        } catch (JsonProcessingException e) {
            return Parsed.invalid(oneLine(e.getOriginalMessage()));
        }
    }

    private static String digest(byte[] value) {
        return "sha-256:" + Sha256.of(value).hex();
    }
}
