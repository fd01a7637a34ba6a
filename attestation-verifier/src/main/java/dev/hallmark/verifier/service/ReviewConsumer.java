package dev.hallmark.verifier.service;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// The service's second job: take reviews, and judge them one after another, so that a review of many files leaves all
/// threads but one to uploads.
@ApplicationScoped
class ReviewConsumer {

    private final RecordJudgement judgement;
    private final VerificationPool pool;
    private final OutcomeSender sender;
    private final Deferrals deferrals;

    ReviewConsumer(RecordJudgement judgement, VerificationPool pool, OutcomeSender sender, Deferrals deferrals) {
        this.judgement = judgement;
        this.pool = pool;
        this.sender = sender;
        this.deferrals = deferrals;
    }

    /// Acknowledged when Kafka has the conclusions.
    @Incoming("reviews")
    Uni<Void> judge(ConsumerRecords<String, byte[]> batch) {
        return Multi.createFrom()
                .<ConsumerRecord<String, byte[]>>iterable(batch)
                .onItem()
                .transformToUniAndConcatenate(
                        record -> Uni.createFrom().item(() -> judgement.outcome(record)).runSubscriptionOn(pool))
                .collect()
                .asList()
                .invoke(deferrals::keep)
                .chain(sender::send);
    }
}
