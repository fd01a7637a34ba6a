package dev.hallmark.provenance.announcements;

import dev.hallmark.contract.event.EventRecord;
import dev.hallmark.provenance.OwnContext;
import dev.hallmark.provenance.Pump;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/// Sends what waits in the outbox to Kafka, and removes it once Kafka has it.
///
/// External effect: records on `provenance-events` and `reviews`. A crash between Kafka's acknowledgement and the commit sends them
/// again under the same id. A broker that is down leaves them in the outbox, and readers don't notice.
@Singleton
public final class Relay {

    private static final int BATCH = 200;
    private static final Duration PERIOD = Duration.ofMillis(250);

    /// Longer than the producer's own delivery timeout: it is the producer that gives up.
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Announcements announcements;
    private final MutinyEmitter<byte[]> events;
    private final MeterRegistry meters;
    private final Pump pump;

    Relay(
            Announcements announcements,
            @Channel("provenance-events") MutinyEmitter<byte[]> events,
            Vertx vertx,
            MeterRegistry meters) {
        this.announcements = announcements;
        this.events = events;
        this.meters = meters;
        this.pump = new Pump("announcements", vertx, PERIOD, this::sendBatch);
    }

    void start(@Observes StartupEvent started) {
        pump.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        pump.stop();
    }

    /// To be called after a commit that put something into the outbox; returns at once.
    public void nudge() {
        pump.nudge();
    }

    private Uni<Boolean> sendBatch(OwnContext context) {
        return Panache.withTransaction(() -> announcements.claim(BATCH).chain(rows -> rows.isEmpty()
                        ? Uni.createFrom().item(0)
                        : Uni.join()
                                .all(rows.stream().map(this::send).toList())
                                .andFailFast()
                                .ifNoItem()
                                .after(PATIENCE)
                                .fail()
                                // Kafka answers on a thread of its own; the session lives on this one.
                                .emitOn(context)
                                .chain(_ -> announcements.remove(rows))
                                .replaceWith(rows.size())))
                .invoke(sent -> meters.counter("hallmark.announcement.sent").increment(sent))
                .onFailure()
                .invoke(() -> meters.counter("hallmark.announcement.failed").increment())
                .map(sent -> sent == BATCH);
    }

    private Uni<Void> send(AnnouncementRow row) {
        EventRecord record = row.toRecord();
        List<RecordHeader> headers = record.headers().entrySet().stream()
                .map(header ->
                        new RecordHeader(header.getKey(), header.getValue().getBytes(StandardCharsets.UTF_8)))
                .toList();
        OutgoingKafkaRecordMetadata<String> metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(record.topic())
                .withKey(record.key())
                .withHeaders(headers)
                .build();
        return events.sendMessage(Message.of(record.json().getBytes(StandardCharsets.UTF_8), Metadata.of(metadata)));
    }
}
