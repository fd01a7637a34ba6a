package dev.hallmark.upload.outbox;

import dev.hallmark.upload.settings.Settings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/// Sends what the outbox holds, in its order.
///
/// One replica sends at a time: a transaction-level advisory lock, and not `skip locked`, because two senders would
/// mix up the order. A batch is marked after Kafka acknowledged all of it, in the transaction that holds the lock; a
/// crash in between sends it again, and every consumer recognises an event that it has seen by its id or its effect.
@ApplicationScoped
public class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

    /// Any number that nothing else of this database locks.
    private static final long LOCK = 0x4841_4c4c_4d41_524bL;

    private static final int BATCH = 100;

    private enum State {
        IDLE,
        RUNNING,
        /// Something was added while a batch was on its way.
        RUNNING_AGAIN,
        STOPPED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.STOPPED);
    private final Pool pool;
    private final EventSender sender;
    private final OutboxGauges gauges;
    private final Vertx vertx;
    private final Clock clock;
    private final Settings.Outbox settings;

    @Inject
    OutboxRelay(Pool pool, EventSender sender, OutboxGauges gauges, Vertx vertx, Clock clock, Settings settings) {
        this.pool = pool;
        this.sender = sender;
        this.gauges = gauges;
        this.vertx = vertx;
        this.clock = clock;
        this.settings = settings.outbox();
    }

    void start(@Observes StartupEvent event) {
        state.set(State.IDLE);
        vertx.setPeriodic(settings.pollInterval().toMillis(), _ -> wake());
    }

    void stop(@Observes ShutdownEvent event) {
        state.set(State.STOPPED);
    }

    /// Sends now, or right after the batch that is on its way. Never waits.
    public void wake() {
        State before = state.getAndUpdate(now -> switch (now) {
            case IDLE -> State.RUNNING;
            case RUNNING, RUNNING_AGAIN -> State.RUNNING_AGAIN;
            case STOPPED -> State.STOPPED;
        });
        if (before == State.IDLE) {
            run();
        }
    }

    private void run() {
        relayBatch().subscribe().with(sent -> finished(sent == BATCH), failure -> {
            LOG.warnf("The outbox could not be sent and will be again: cause=%s", failure.toString());
            gauges.failed();
            finished(false);
        });
    }

    private void finished(boolean more) {
        State before = state.getAndUpdate(now -> switch (now) {
            case RUNNING, IDLE -> more ? State.RUNNING : State.IDLE;
            case RUNNING_AGAIN -> State.RUNNING;
            case STOPPED -> State.STOPPED;
        });
        if (before == State.RUNNING_AGAIN || (before == State.RUNNING && more)) {
            run();
        }
    }

    /// One batch; the number of events in it.
    Uni<Integer> relayBatch() {
        return pool.withTransaction(connection -> lock(connection)
                        .flatMap(mine -> mine ? sendDue(connection) : Uni.createFrom().item(0)))
                .onItemOrFailure()
                .call((_, _) -> gauges.refresh(pool, clock.instant()));
    }

    private static Uni<Boolean> lock(SqlConnection connection) {
        return connection.preparedQuery("select pg_try_advisory_xact_lock($1)")
                .execute(Tuple.of(LOCK))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private Uni<Integer> sendDue(SqlConnection connection) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return connection.preparedQuery("""
                        select sequence, subject_id is not null, topic, key, headers, value from outbox
                        where sent_at is null or sent_at < $1 order by sequence limit $2
                        """)
                .execute(Tuple.of(now.minus(settings.resendAfter()), BATCH))
                .map(OutboxRelay::messages)
                .flatMap(due -> due.isEmpty()
                        ? Uni.createFrom().item(0)
                        : sender.send(due).flatMap(_ -> mark(connection, due, now)).replaceWith(due.size()));
    }

    private static List<OutboxMessage> messages(Iterable<io.vertx.mutiny.sqlclient.Row> rows) {
        List<OutboxMessage> due = new ArrayList<>();
        for (io.vertx.mutiny.sqlclient.Row row : rows) {
            due.add(new OutboxMessage(
                    row.getLong(0), row.getBoolean(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)));
        }
        return List.copyOf(due);
    }

    private static Uni<Void> mark(SqlConnection connection, List<OutboxMessage> sent, OffsetDateTime now) {
        Long[] kept = sequences(sent.stream().filter(OutboxMessage::untilSettled).toList());
        Long[] done = sequences(sent.stream().filter(message -> !message.untilSettled()).toList());
        return connection.preparedQuery("update outbox set sent_at = $1 where sequence = any($2)")
                .execute(Tuple.of(now, kept))
                .flatMap(_ -> connection.preparedQuery("delete from outbox where sequence = any($1)")
                        .execute(Tuple.of((Object) done)))
                .replaceWithVoid();
    }

    private static Long[] sequences(List<OutboxMessage> messages) {
        return messages.stream().map(OutboxMessage::sequence).toArray(Long[]::new);
    }
}
