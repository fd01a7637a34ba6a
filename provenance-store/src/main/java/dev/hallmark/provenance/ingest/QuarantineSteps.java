package dev.hallmark.provenance.ingest;

import dev.hallmark.contract.event.Event;
import dev.hallmark.contract.event.EventCodec;
import dev.hallmark.contract.event.Received;
import dev.hallmark.provenance.OwnContext;
import dev.hallmark.provenance.Pump;
import dev.hallmark.provenance.announcements.Announcements;
import dev.hallmark.provenance.announcements.Relay;
import dev.hallmark.provenance.audit.Quarantines;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// Makes files follow the orders of quarantine, each by an event that is taken like those of the topics. Two replicas, or a
/// crash between the event and its mark, take it twice; the second time it is recognised.
@Singleton
final class QuarantineSteps {

    private static final int BATCH = 50;
    private static final Duration PERIOD = Duration.ofMillis(250);

    private final Quarantines quarantines;
    private final Ingest ingest;
    private final Relay relay;
    private final Clock clock;
    private final EventCodec codec = new EventCodec();
    private final Pump pump;

    QuarantineSteps(Quarantines quarantines, Ingest ingest, Relay relay, Clock clock, Vertx vertx) {
        this.quarantines = quarantines;
        this.ingest = ingest;
        this.relay = relay;
        this.clock = clock;
        this.pump = new Pump("quarantines", vertx, PERIOD, this::follow);
    }

    void start(@Observes StartupEvent started) {
        pump.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        pump.stop();
    }

    private Uni<Boolean> follow(OwnContext context) {
        return Panache.withSession(() -> quarantines.open(BATCH)).chain(steps -> {
            Uni<Void> followed = Uni.createFrom().voidItem();
            for (Quarantines.Step step : steps) {
                followed = followed.chain(_ -> follow(step));
            }
            return followed.map(_ -> steps.size() == BATCH);
        });
    }

    private Uni<Void> follow(Quarantines.Step step) {
        Uni<?> taken = step.event().isPresent()
                ? take(step.eventId(), step.event().get())
                : Uni.createFrom().voidItem();
        return taken.chain(_ -> Panache.withTransaction(() -> quarantines.close(step)))
                .invoke(relay::nudge);
    }

    private Uni<Outcome> take(UUID eventId, Event event) {
        Instant now = clock.instant();
        return ingest.ingest(
                new Received.Accepted(eventId, now, event), codec.write(eventId, Announcements.SOURCE, now, event));
    }
}
