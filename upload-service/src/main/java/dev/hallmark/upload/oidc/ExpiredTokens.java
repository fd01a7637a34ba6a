package dev.hallmark.upload.oidc;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/// Forgets ID tokens that nobody can present any more, and upload tokens that died a day ago.
@ApplicationScoped
class ExpiredTokens {

    private static final Logger LOG = Logger.getLogger(ExpiredTokens.class);
    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final Duration KEPT_FOR_QUESTIONS = Duration.ofDays(1);

    private final Pool pool;
    private final Clock clock;

    @Inject
    ExpiredTokens(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(INTERVAL.toMillis(), _ -> forget().subscribe().with(
                _ -> {}, failure -> LOG.warnf("Expired tokens could not be forgotten: cause=%s", failure.toString())));
    }

    Uni<Void> forget() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return pool.preparedQuery("delete from spent_id_token where forget_after < $1")
                .execute(Tuple.of(now))
                .flatMap(_ -> pool.preparedQuery("delete from upload_token where expires_at < $1")
                        .execute(Tuple.of(now.minus(KEPT_FOR_QUESTIONS))))
                .replaceWithVoid();
    }
}
