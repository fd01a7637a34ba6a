package dev.hallmark.verifier.service;

import dev.hallmark.contract.event.EventRecord;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/// Writes outcomes to Kafka in their order and waits for its acknowledgement, for as long as it takes. A verdict that is
/// written twice has the same event id.
@Singleton
final class OutcomeSender {

    private static final Logger LOG = Logger.getLogger(OutcomeSender.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /// Some 400 KiB of usual verdicts.
    static final int SENT_TOGETHER = 32;

    private final MutinyEmitter<byte[]> verdicts;
    private final MutinyEmitter<byte[]> deadLetters;
    private final AtomicInteger failuresInARow = new AtomicInteger();

    // Unbounded is bounded here: no more is emitted at a time than one batch has records.
    OutcomeSender(
            @Channel("verdicts") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<byte[]> verdicts,
            @Channel("dead-letters") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<byte[]> deadLetters) {
        this.verdicts = verdicts;
        this.deadLetters = deadLetters;
    }

    /// Sends outcomes while later ones are still made, and none before those in front of it are acknowledged, so that what
    /// has to be sent again overtakes nothing. Completes when Kafka has acknowledged every one.
    Uni<Void> sendInTurn(Multi<Outcome> outcomes) {
        return outcomes.group()
                .intoLists()
                .of(SENT_TOGETHER)
                .onItem()
                .transformToUniAndConcatenate(this::send)
                .onItem()
                .ignoreAsUni();
    }

    /// Completes when Kafka has acknowledged every one.
    Uni<Void> send(List<Outcome> outcomes) {
        return Uni.createFrom()
                .deferred(() -> sendOnce(outcomes))
                .onFailure()
                .invoke(this::failed)
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .invoke(() -> failuresInARow.set(0));
    }

    /// Whether Kafka takes what is sent, as far as the last attempt showed.
    boolean isWorking() {
        return failuresInARow.get() == 0;
    }

    private Uni<Void> sendOnce(List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Uni<Void>> acknowledgements = new ArrayList<>(outcomes.size());
        for (Outcome outcome : outcomes) {
            acknowledgements.add(switch (outcome) {
                case Outcome.Judged(EventRecord verdict) -> verdicts.sendMessage(message(verdict));
                // Kept until a refresh.
                case Outcome.Deferred _ -> Uni.createFrom().voidItem();
                case Outcome.DeadLetter(ConsumerRecord<String, byte[]> record, String reason) ->
                    deadLetters.sendMessage(message(record, reason));
            });
        }
        return Uni.join().all(acknowledgements).andFailFast().replaceWithVoid();
    }

    private void failed(Throwable failure) {
        LOG.warnf("Kafka did not take verdicts; they are sent again: failures=%d reason=%s",
                failuresInARow.incrementAndGet(), failure);
    }

    private static Message<byte[]> message(EventRecord event) {
        RecordHeaders headers = new RecordHeaders();
        event.headers().forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return Message.of(event.json().getBytes(StandardCharsets.UTF_8))
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(event.key())
                        .withHeaders(headers)
                        .build());
    }

    private static Message<byte[]> message(ConsumerRecord<String, byte[]> record, String reason) {
        RecordHeaders headers = new RecordHeaders(record.headers());
        headers.add("dead-letter-reason", reason.getBytes(StandardCharsets.UTF_8));
        headers.add("dead-letter-origin", (record.topic() + "/" + record.partition() + "/" + record.offset())
                .getBytes(StandardCharsets.UTF_8));
        return Message.of(record.value() == null ? new byte[0] : record.value())
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(record.key())
                        .withHeaders(headers)
                        .build());
    }
}
