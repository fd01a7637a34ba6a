package dev.hallmark.upload.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/// Hands rows of the outbox to Kafka.
@ApplicationScoped
public class EventSender {

    /// Beyond the producer's own delivery timeout, for the case that it never answers.
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final MutinyEmitter<byte[]> emitter;
    private final ObjectMapper json;

    @Inject
    EventSender(
            @Channel("outbox") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<byte[]> emitter,
            ObjectMapper json) {
        this.emitter = emitter;
        this.json = json;
    }

    /// Completes when Kafka acknowledged every message. They are given to the producer in order and without waiting in
    /// between; the idempotent producer keeps the order of a key.
    Uni<Void> send(List<OutboxMessage> messages) {
        return Uni.join()
                .all(messages.stream().map(message -> emitter.sendMessage(kafkaMessage(message))).toList())
                .andFailFast()
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .replaceWithVoid();
    }

    private Message<byte[]> kafkaMessage(OutboxMessage message) {
        return Message.of(
                message.value().getBytes(StandardCharsets.UTF_8),
                Metadata.of(OutgoingKafkaRecordMetadata.<String>builder()
                        .withTopic(message.topic())
                        .withKey(message.key())
                        .withHeaders(headers(message.headers()))
                        .build()));
    }

    private Headers headers(String text) {
        try {
            Headers headers = new RecordHeaders();
            json.readValue(text, new TypeReference<Map<String, String>>() {})
                    .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
            return headers;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the outbox holds what was written into it", e);
        }
    }
}
