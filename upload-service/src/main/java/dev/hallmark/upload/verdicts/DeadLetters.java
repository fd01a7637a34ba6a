package dev.hallmark.upload.verdicts;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;

/// Keeps records that could not be understood, byte for byte, with where they were and why.
@ApplicationScoped
public class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final MutinyEmitter<byte[]> emitter;
    private final MeterRegistry metrics;

    @Inject
    DeadLetters(@Channel("dead-letters") MutinyEmitter<byte[]> emitter, MeterRegistry metrics) {
        this.emitter = emitter;
        this.metrics = metrics;
    }

    Uni<Void> keep(ConsumerRecord<String, byte[]> refused, String why) {
        metrics.counter("hallmark.record.refuse", "topic", refused.topic()).increment();
        LOG.warnf(
                "A record was refused and kept apart: topic=%s partition=%d offset=%d why=%s",
                refused.topic(), refused.partition(), refused.offset(), why);
        Headers headers = new RecordHeaders(refused.headers().toArray())
                .add("dead-letter-reason", why.getBytes(StandardCharsets.UTF_8))
                .add("dead-letter-topic", refused.topic().getBytes(StandardCharsets.UTF_8))
                .add("dead-letter-partition", Integer.toString(refused.partition()).getBytes(StandardCharsets.UTF_8))
                .add("dead-letter-offset", Long.toString(refused.offset()).getBytes(StandardCharsets.UTF_8));
        byte[] value = refused.value() == null ? new byte[0] : refused.value();
        return emitter.sendMessage(Message.of(
                value,
                Metadata.of(OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(refused.key())
                        .withHeaders(headers)
                        .build())));
    }
}
