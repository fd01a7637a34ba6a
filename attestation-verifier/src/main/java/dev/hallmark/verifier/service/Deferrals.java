package dev.hallmark.verifier.service;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/// Records that wait for a newer trust root, out of the way of all others.
///
/// They wait in memory, within bounds, and are acknowledged: what is lost with this process, or finds no room, is sent
/// again by its sender, who waits for the outcome.
@Singleton
final class Deferrals {

    private static final Logger LOG = Logger.getLogger(Deferrals.class);
    private static final long MAX_BYTES = 64L * 1024 * 1024;

    /// The same record delivered again takes the place of the first, and its turn.
    private record Place(String key, String eventId) {}

    private final RecordJudgement judgement;
    private final VerificationPool pool;
    private final OutcomeSender sender;
    private final TrustRootKeeper trustRoots;
    private final Map<Place, Outcome.Deferred> waiting = new LinkedHashMap<>();
    private long bytes;

    Deferrals(
            RecordJudgement judgement,
            VerificationPool pool,
            OutcomeSender sender,
            TrustRootKeeper trustRoots,
            MeterRegistry metrics) {
        this.judgement = judgement;
        this.pool = pool;
        this.sender = sender;
        this.trustRoots = trustRoots;
        Gauge.builder("hallmark.deferred.waiting", this::size).register(metrics);
        trustRoots.onRefresh(this::judgeAgain);
    }

    synchronized int size() {
        return waiting.size();
    }

    /// Keeps those that are deferred, and wants the refresh that they wait for.
    synchronized void keep(List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Deferred deferred) {
                keep(deferred);
            }
        }
    }

    private void keep(Outcome.Deferred deferred) {
        trustRoots.want(deferred.trustRoot());
        int size = deferred.record().value().length;
        if (bytes + size > MAX_BYTES) {
            LOG.warnf("No room for a deferred record; its sender sends it again: key=%s", deferred.record().key());
            return;
        }
        // Who came first waited longest: the refresh after its coming is the one that counts.
        if (waiting.putIfAbsent(place(deferred.record()), deferred) == null) {
            bytes += size;
        }
    }

    private static Place place(ConsumerRecord<String, byte[]> record) {
        return new Place(record.key(), RecordJudgement.header(record, "ce_id"));
    }

    private void judgeAgain(String trustRoot) {
        List<Outcome.Deferred> due = take(trustRoot);
        if (due.isEmpty()) {
            return;
        }
        List<Uni<Outcome>> outcomes = new ArrayList<>(due.size());
        for (Outcome.Deferred deferred : due) {
            outcomes.add(Uni.createFrom().item(() -> judgement.again(deferred)).runSubscriptionOn(pool));
        }
        Uni.join().all(outcomes).andFailFast()
                .call(sender::send)
                .subscribe()
                .with(this::keep, failure -> LOG.error("Deferred records were not judged; their senders send them again", failure));
    }

    private synchronized List<Outcome.Deferred> take(String trustRoot) {
        List<Outcome.Deferred> due = new ArrayList<>();
        for (Iterator<Outcome.Deferred> each = waiting.values().iterator(); each.hasNext(); ) {
            Outcome.Deferred deferred = each.next();
            if (deferred.trustRoot().equals(trustRoot)) {
                due.add(deferred);
                bytes -= deferred.record().value().length;
                each.remove();
            }
        }
        return due;
    }
}
