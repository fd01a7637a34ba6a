package dev.hallmark.provenance.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;

/// Puts aside what can't be ingested, as it came and with the reason, so that the records behind it go on.
///
/// External effect: a record on `provenance-store.dead-letters`; after a crash there may be two of the same.
@Singleton
final class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final MutinyEmitter<byte[]> deadLetters;
    private final MeterRegistry meters;

    DeadLetters(@Channel("dead-letters") MutinyEmitter<byte[]> deadLetters, MeterRegistry meters) {
        this.deadLetters = deadLetters;
        this.meters = meters;
    }

    Uni<Void> keep(ConsumerRecord<String, byte[]> record, String why) {
        List<RecordHeader> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            headers.add(new RecordHeader(header.key(), header.value()));
        }
        headers.add(header("dead-letter-reason", why));
        headers.add(header("dead-letter-topic", record.topic()));
        headers.add(header("dead-letter-partition", Integer.toString(record.partition())));
        headers.add(header("dead-letter-offset", Long.toString(record.offset())));
        OutgoingKafkaRecordMetadata<String> metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(record.key())
                .withHeaders(headers)
                .build();
        return deadLetters
                .sendMessage(Message.of(record.value(), Metadata.of(metadata)))
                .invoke(() -> {
                    meters.counter("hallmark.event.refused", "topic", record.topic()).increment();
                    LOG.errorf(
                            "A record was put aside topic=%s partition=%d offset=%d why=%s",
                            record.topic(), record.partition(), record.offset(), why);
                });
    }

    private static RecordHeader header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
