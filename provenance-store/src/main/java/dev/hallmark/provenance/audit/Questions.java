package dev.hallmark.provenance.audit;

import dev.hallmark.provenance.OwnContext;
import dev.hallmark.provenance.Pump;
import dev.hallmark.provenance.StoreConfiguration;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/// Asks what reviews want to know, at a bounded rate: the verifier has uploads to judge as well.
@Singleton
final class Questions {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Reviews reviews;
    private final Clock clock;
    private final int perSecond;
    private final Pump pump;

    Questions(Reviews reviews, StoreConfiguration configuration, Vertx vertx, Clock clock) {
        this.reviews = reviews;
        this.clock = clock;
        this.perSecond = configuration.reviews().perSecond();
        this.pump = new Pump("reviews", vertx, PERIOD, this::ask);
    }

    void start(@Observes StartupEvent started) {
        pump.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        pump.stop();
    }

    /// Once a period, however many there are; the outbox's own timer sends them.
    private Uni<Boolean> ask(OwnContext context) {
        return Panache.withTransaction(() -> reviews.ask(perSecond, clock.instant())).replaceWith(false);
    }
}
