package dev.hallmark.provenance.ingest;

import dev.hallmark.contract.event.Event;
import dev.hallmark.contract.event.EventCodec;
import dev.hallmark.contract.event.EventRecord;
import dev.hallmark.contract.event.Received;
import dev.hallmark.contract.event.VerdictReached;
import dev.hallmark.provenance.OwnContext;
import dev.hallmark.provenance.announcements.Relay;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.JDBCException;
import org.jboss.logging.Logger;

/// Takes the records of the topics `verdicts` and `projects`, one after the other; the acknowledgement follows the commit.
///
/// | what happens | what becomes of the record |
/// |---|---|
/// | it can be recorded | effect and event id in one transaction, then acknowledged |
/// | it came before | acknowledged; if its file is published, that is announced again |
/// | it is not what, or not where, it claims to be | dead letter, then acknowledged |
/// | the database refuses its content, or we have a bug | dead letter, then acknowledged |
/// | database or Kafka can't be reached | tried again for as long as it takes; nothing is acknowledged |
@Singleton
public final class VerdictsAndProjects {

    private static final Logger LOG = Logger.getLogger(VerdictsAndProjects.class);

    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Ingest ingest;
    private final DeadLetters deadLetters;
    private final Relay relay;
    private final Vertx vertx;
    private final MeterRegistry meters;
    private final EventCodec codec = new EventCodec();

    VerdictsAndProjects(Ingest ingest, DeadLetters deadLetters, Relay relay, Vertx vertx, MeterRegistry meters) {
        this.ingest = ingest;
        this.deadLetters = deadLetters;
        this.relay = relay;
        this.vertx = vertx;
        this.meters = meters;
    }

    @Incoming("verdicts")
    public Uni<Void> verdicts(ConsumerRecord<String, byte[]> record) {
        return take(record);
    }

    @Incoming("projects")
    public Uni<Void> projects(ConsumerRecord<String, byte[]> record) {
        return take(record);
    }

    private Uni<Void> take(ConsumerRecord<String, byte[]> record) {
        return switch (codec.read(record.topic(), record.key(), headers(record), record.value())) {
            case Received.Refused refused -> putAside(record, refused.why());
            case Received.Accepted accepted -> {
                Optional<String> objection = Admission.objection(accepted.event());
                yield objection.isPresent() ? putAside(record, objection.get()) : ingest(record, accepted);
            }
        };
    }

    private Uni<Void> ingest(ConsumerRecord<String, byte[]> record, Received.Accepted accepted) {
        EventRecord event = new EventRecord(
                record.topic(), record.key(), headers(record), new String(record.value(), StandardCharsets.UTF_8));
        return patiently(record, () -> ingest.ingest(accepted, event))
                .invoke(outcome -> tell(accepted.event(), outcome))
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> putAside(record, "expected an event that can be recorded: " + failure));
    }

    private void tell(Event event, Outcome outcome) {
        relay.nudge();
        meters.counter(
                        "hallmark.event.ingested",
                        "type", event.type().wireName(),
                        "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .increment();
        if (event instanceof VerdictReached reached) {
            LOG.infof(
                    "A verdict was recorded project=%s filename=%s uploadId=%s outcome=%s",
                    event.project(), reached.file().filename(), reached.file().uploadId(), outcome);
        } else {
            LOG.infof("A fact was recorded project=%s type=%s outcome=%s", event.project(), event.type(), outcome);
        }
    }

    private Uni<Void> putAside(ConsumerRecord<String, byte[]> record, String why) {
        return patiently(record, () -> deadLetters.keep(record, why));
    }

    /// Tries until it works, or fails with what no repetition will change. Each attempt runs where database
    /// sessions live, also after a wait.
    private <T> Uni<T> patiently(ConsumerRecord<String, byte[]> record, Supplier<Uni<T>> attempt) {
        return Uni.createFrom()
                .<T>deferred(attempt::get)
                .runSubscriptionOn(OwnContext.of(vertx))
                .onFailure(VerdictsAndProjects::mayPass)
                .invoke(failure -> {
                    meters.counter("hallmark.event.retried", "topic", record.topic()).increment();
                    LOG.warnf(
                            "A record has to wait topic=%s partition=%d offset=%d cause=%s",
                            record.topic(), record.partition(), record.offset(), failure);
                })
                .onFailure(VerdictsAndProjects::mayPass)
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely();
    }

    /// Everything but what the database says of the data itself (classes 22 and 23 of its error codes) and plain bugs.
    private static boolean mayPass(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JDBCException refused) {
                String state = Optional.ofNullable(refused.getSQLState()).orElse("");
                return !state.startsWith("22") && !state.startsWith("23");
            }
            if (cause instanceof IllegalArgumentException
                    || cause instanceof NullPointerException
                    || cause instanceof ClassCastException) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return headers;
    }
}
