package dev.hallmark.upload.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// How full the outbox is, as operators see it.
@Singleton
class OutboxGauges {

    private final AtomicLong unsent = new AtomicLong();
    private final AtomicLong unsettled = new AtomicLong();
    private final AtomicLong oldestUnsentSeconds = new AtomicLong();
    private final Counter failures;

    @Inject
    OutboxGauges(MeterRegistry registry) {
        registry.gauge("hallmark.outbox.unsent", unsent);
        registry.gauge("hallmark.outbox.unsettled", unsettled);
        registry.gauge("hallmark.outbox.oldest.unsent.seconds", oldestUnsentSeconds);
        failures = registry.counter("hallmark.outbox.send.failures");
    }

    /// Events that Kafka has not acknowledged yet.
    long unsent() {
        return unsent.get();
    }

    long oldestUnsentSeconds() {
        return oldestUnsentSeconds.get();
    }

    void failed() {
        failures.increment();
    }

    Uni<Void> refresh(Pool pool, Instant now) {
        return pool.query("""
                        select count(*) filter (where sent_at is null), count(*) filter (where sent_at is not null),
                               min(created_at) filter (where sent_at is null) from outbox
                        """)
                .execute()
                .invoke(rows -> {
                    var row = rows.iterator().next();
                    unsent.set(row.getLong(0));
                    unsettled.set(row.getLong(1));
                    var oldest = row.getOffsetDateTime(2);
                    oldestUnsentSeconds.set(
                            oldest == null ? 0 : Math.max(0, Duration.between(oldest.toInstant(), now).toSeconds()));
                })
                .replaceWithVoid();
    }
}
