package dev.hallmark.provenance.announcements;

import dev.hallmark.contract.event.EventRecord;
import dev.hallmark.provenance.OwnContext;
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
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;

/// Sends what waits in the outbox to Kafka, and removes it once Kafka has it.
///
/// External effect: records on `provenance-events` and `reviews`. A crash between Kafka's acknowledgement and the commit sends them
/// again under the same id. A broker that is down leaves them in the outbox, and readers don't notice.
@Singleton
public final class Relay {

    private static final Logger LOG = Logger.getLogger(Relay.class);

    private static final int BATCH = 200;

    /// Finds what a nudge has missed, such as the outbox of a replica that died.
    private static final Duration PERIOD = Duration.ofMillis(250);

    /// Longer than the producer's own delivery timeout: it is the producer that gives up.
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private enum State {
        IDLE,
        SENDING,
        /// Somebody has put more into the outbox since the batch was claimed.
        SENDING_AND_NUDGED
    }

    private final Announcements announcements;
    private final MutinyEmitter<byte[]> events;
    private final Vertx vertx;
    private final MeterRegistry meters;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
    private volatile long timer;
    private volatile boolean failing;

    Relay(
            Announcements announcements,
            @Channel("provenance-events") MutinyEmitter<byte[]> events,
            Vertx vertx,
            MeterRegistry meters) {
        this.announcements = announcements;
        this.events = events;
        this.vertx = vertx;
        this.meters = meters;
    }

    void start(@Observes StartupEvent started) {
        timer = vertx.setPeriodic(PERIOD.toMillis(), _ -> nudge());
    }

    void stop(@Observes ShutdownEvent stopping) {
        vertx.cancelTimer(timer);
    }

    /// To be called after a commit that put something into the outbox; returns at once.
    public void nudge() {
        State before = state.getAndUpdate(now -> now == State.IDLE ? State.SENDING : State.SENDING_AND_NUDGED);
        if (before == State.IDLE) {
            OwnContext context = OwnContext.of(vertx);
            context.execute(() -> sendBatch(context).subscribe().with(this::sent, this::failed));
        }
    }

    private Uni<Integer> sendBatch(OwnContext context) {
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
                        .replaceWith(rows.size())));
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

    private void sent(int count) {
        if (failing) {
            failing = false;
            LOG.info("The outbox is being sent again");
        }
        if (count > 0) {
            meters.counter("hallmark.announcement.sent").increment(count);
        }
        boolean more = state.getAndSet(State.IDLE) == State.SENDING_AND_NUDGED || count == BATCH;
        if (more) {
            nudge();
        }
    }

    /// The timer tries again.
    private void failed(Throwable failure) {
        meters.counter("hallmark.announcement.failed").increment();
        if (!failing) {
            failing = true;
            LOG.warnf("The outbox can't be sent for now; it waits cause=%s", failure);
        }
        state.set(State.IDLE);
    }
}
