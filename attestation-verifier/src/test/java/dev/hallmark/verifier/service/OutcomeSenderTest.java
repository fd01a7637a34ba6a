package dev.hallmark.verifier.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.event.EventRecord;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

class OutcomeSenderTest {

    private final Broker broker = new Broker();
    private final OutcomeSender sender = new OutcomeSender(broker, broker);

    @Test
    void sendsAgainUntilKafkaTakesEveryVerdict() {
        broker.failures = 2;

        sender.send(outcomes("a", "b", "c")).await().atMost(Duration.ofSeconds(30));

        assertThat(broker.taken).endsWith("a", "b", "c");
        assertThat(sender.isWorking()).isTrue();
    }

    @Test
    void isNotWorkingWhileKafkaTakesNothing() throws Exception {
        broker.failures = 1;
        CompletableFuture<Boolean> working = new CompletableFuture<>();
        broker.beforeSuccess = () -> working.complete(sender.isWorking());

        sender.send(outcomes("a")).await().atMost(Duration.ofSeconds(30));

        assertThat(working.get()).isFalse();
    }

    @Test
    void completesWhenThereIsNothingToSend() {
        sender.send(List.of()).await().atMost(Duration.ofSeconds(1));

        assertThat(broker.taken).isEmpty();
    }

    @Test
    void sendsTheFirstWhileTheLastIsStillMade() {
        CompletableFuture<Outcome> last = new CompletableFuture<>();
        Multi<Outcome> made = Multi.createFrom().iterable(numbered(OutcomeSender.SENT_TOGETHER));

        CompletableFuture<Void> sent = sender.sendInTurn(Multi.createBy().concatenating().streams(
                        made, Multi.createFrom().completionStage(last)))
                .subscribeAsCompletionStage();

        assertThat(broker.taken).containsExactlyElementsOf(names(OutcomeSender.SENT_TOGETHER));
        assertThat(sent).isNotDone();
        last.complete(outcomes("last").getFirst());
        assertThat(sent).succeedsWithin(Duration.ofSeconds(1));
        assertThat(broker.taken).endsWith("last");
    }

    @Test
    void keepsTheOrderOfManyWhenSomeHaveToBeSentAgain() {
        broker.failures = 1;

        sender.sendInTurn(Multi.createFrom().iterable(numbered(1_000))).await().atMost(Duration.ofSeconds(30));

        assertThat(new LinkedHashSet<>(broker.taken.reversed())).as("each for the last time, from the end")
                .containsExactlyElementsOf(names(1_000).reversed());
    }

    @Test
    void sendsNothingMoreBeforeWhatWasSentIsAcknowledged() {
        CompletableFuture<Void> acknowledgement = new CompletableFuture<>();
        broker.acknowledgement = Uni.createFrom().completionStage(acknowledgement);

        CompletableFuture<Void> sent = sender.sendInTurn(Multi.createFrom().iterable(numbered(OutcomeSender.SENT_TOGETHER + 1)))
                .subscribeAsCompletionStage();

        assertThat(broker.taken).hasSize(OutcomeSender.SENT_TOGETHER);
        assertThat(sent).isNotDone();
        acknowledgement.complete(null);
        assertThat(sent).succeedsWithin(Duration.ofSeconds(1));
        assertThat(broker.taken).hasSize(OutcomeSender.SENT_TOGETHER + 1);
    }

    @Test
    void doesNotCompleteWellWhenAnOutcomeCouldNotBeMade() {
        Multi<Outcome> outcomes = Multi.createBy().concatenating().streams(
                Multi.createFrom().iterable(numbered(2)),
                Multi.createFrom().failure(new IllegalStateException("out of memory")));

        CompletableFuture<Void> sent = sender.sendInTurn(outcomes).subscribeAsCompletionStage();

        assertThat(sent).isCompletedExceptionally();
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    private static List<Outcome> numbered(int count) {
        return outcomes(names(count).toArray(String[]::new));
    }

    private static List<Outcome> outcomes(String... keys) {
        List<Outcome> outcomes = new ArrayList<>();
        for (String key : keys) {
            outcomes.add(new Outcome.Judged(new EventRecord("verdicts", key, Map.of("ce_id", key), "{}")));
        }
        return outcomes;
    }

    /// Refuses the first messages.
    private static final class Broker implements MutinyEmitter<byte[]> {

        private final List<String> taken = new ArrayList<>();
        private int failures;
        private Runnable beforeSuccess = () -> {};
        private Uni<Void> acknowledgement = Uni.createFrom().voidItem();

        @Override
        public <M extends Message<? extends byte[]>> Uni<Void> sendMessage(M message) {
            return Uni.createFrom().deferred(() -> {
                if (failures > 0) {
                    failures--;
                    return Uni.createFrom().failure(new IllegalStateException("no broker"));
                }
                beforeSuccess.run();
                taken.add((String) message.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow().getKey());
                return acknowledgement;
            });
        }

        @Override
        public Uni<Void> send(byte[] payload) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void sendAndAwait(byte[] payload) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Cancellable sendAndForget(byte[] payload) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <M extends Message<? extends byte[]>> void send(M message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <M extends Message<? extends byte[]>> void sendMessageAndAwait(M message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <M extends Message<? extends byte[]>> Cancellable sendMessageAndForget(M message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void complete() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void error(Exception failure) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public boolean hasRequests() {
            return true;
        }
    }
}
