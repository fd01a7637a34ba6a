package dev.hallmark.verifier.service;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// The service's first job: take uploads and submissions, judge them side by side, send their verdicts in order, then
/// acknowledge.
@ApplicationScoped
class UploadConsumer {

    private final RecordJudgement judgement;
    private final VerificationPool pool;
    private final OutcomeSender sender;
    private final Deferrals deferrals;

    UploadConsumer(RecordJudgement judgement, VerificationPool pool, OutcomeSender sender, Deferrals deferrals) {
        this.judgement = judgement;
        this.pool = pool;
        this.sender = sender;
        this.deferrals = deferrals;
    }

    /// One batch at a time; it is acknowledged when the returned [Uni] completes, which is after Kafka has the verdicts.
    /// While the first are on their way, the next are made.
    @Incoming("uploads")
    Uni<Void> judge(ConsumerRecords<String, byte[]> batch) {
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>(batch.count());
        for (ConsumerRecord<String, byte[]> record : batch) {
            outcomes.add(CompletableFuture.supplyAsync(() -> judgement.outcome(record), pool));
        }
        return sender.sendInTurn(Multi.createFrom()
                .iterable(outcomes)
                .onItem()
                .transformToUniAndConcatenate(outcome -> Uni.createFrom().completionStage(outcome))
                .invoke(outcome -> deferrals.keep(List.of(outcome))));
    }
}
