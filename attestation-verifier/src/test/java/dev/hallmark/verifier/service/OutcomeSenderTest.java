package dev.hallmark.verifier.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.event.EventRecord;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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

        @Override
        public <M extends Message<? extends byte[]>> Uni<Void> sendMessage(M message) {
            return Uni.createFrom().deferred(() -> {
                if (failures > 0) {
                    failures--;
                    return Uni.createFrom().failure(new IllegalStateException("no broker"));
                }
                beforeSuccess.run();
                taken.add((String) message.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow().getKey());
                return Uni.createFrom().voidItem();
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
