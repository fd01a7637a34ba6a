package dev.hallmark.upload.publishers;

import dev.hallmark.upload.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jboss.logging.Logger;

/// Drops pending publishers whose time is over. Until it comes by they are dead already: nothing finds them.
@ApplicationScoped
class PendingExpiry {

    private static final Logger LOG = Logger.getLogger(PendingExpiry.class);
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private final Publishers publishers;
    private final Outbox outbox;

    @Inject
    PendingExpiry(Publishers publishers, Outbox outbox) {
        this.publishers = publishers;
        this.outbox = outbox;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(INTERVAL.toMillis(), _ -> {
            // Hibernate keeps its session with a context of its own.
            io.vertx.core.Context context = VertxContext.getOrCreateDuplicatedContext(vertx);
            VertxContextSafetyToggle.setContextSafe(context, true);
            context.runOnContext(_ -> dropExpired().subscribe().with(
                    _ -> {}, failure -> LOG.warnf("Pending publishers could not be dropped: cause=%s", failure.toString())));
        });
    }

    Uni<Void> dropExpired() {
        return Panache.withTransaction(publishers::dropExpired).invoke(outbox::wakeRelay);
    }
}
