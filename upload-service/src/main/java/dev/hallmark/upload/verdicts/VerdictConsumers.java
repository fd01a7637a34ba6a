package dev.hallmark.upload.verdicts;

import dev.hallmark.contract.event.AttestationsAdded;
import dev.hallmark.contract.event.AttestationsSubmitted;
import dev.hallmark.contract.event.Event;
import dev.hallmark.contract.event.EventCodec;
import dev.hallmark.contract.event.FileDeleted;
import dev.hallmark.contract.event.FileHeld;
import dev.hallmark.contract.event.FilePublished;
import dev.hallmark.contract.event.FileQuarantined;
import dev.hallmark.contract.event.FileRejected;
import dev.hallmark.contract.event.FileUnquarantined;
import dev.hallmark.contract.event.HoldDecided;
import dev.hallmark.contract.event.PendingPublisherAdded;
import dev.hallmark.contract.event.PendingPublisherRemoved;
import dev.hallmark.contract.event.PolicyChanged;
import dev.hallmark.contract.event.ProjectCreated;
import dev.hallmark.contract.event.ProjectStatusChanged;
import dev.hallmark.contract.event.ProvenanceChanged;
import dev.hallmark.contract.event.PublisherAdded;
import dev.hallmark.contract.event.PublisherReified;
import dev.hallmark.contract.event.PublisherRemoved;
import dev.hallmark.contract.event.Received;
import dev.hallmark.contract.event.ReleaseUnyanked;
import dev.hallmark.contract.event.ReleaseYanked;
import dev.hallmark.contract.event.ReviewConcluded;
import dev.hallmark.contract.event.ReviewRequested;
import dev.hallmark.contract.event.SubmissionJudged;
import dev.hallmark.contract.event.UploadStaged;
import dev.hallmark.contract.event.UploadTokenMinted;
import dev.hallmark.contract.event.UrlVerified;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.contract.event.VerdictChanged;
import dev.hallmark.contract.event.VerdictReached;
import dev.hallmark.upload.submissions.Submissions;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/// Hears what became of staged uploads and submitted attestations. A record is acknowledged after its effect is durable;
/// trouble of our own is retried for as long as it takes, and a record that is not what it claims to be goes to the dead
/// letters.
@ApplicationScoped
public class VerdictConsumers {

    private static final Logger LOG = Logger.getLogger(VerdictConsumers.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration SLOWEST_RETRY = Duration.ofSeconds(10);

    private final EventCodec codec;
    private final Settlement settlement;
    private final Submissions submissions;
    private final DeadLetters deadLetters;

    @Inject
    VerdictConsumers(EventCodec codec, Settlement settlement, Submissions submissions, DeadLetters deadLetters) {
        this.codec = codec;
        this.settlement = settlement;
        this.submissions = submissions;
        this.deadLetters = deadLetters;
    }

    @Incoming("verdicts")
    Uni<Void> verdict(Message<byte[]> message) {
        return consume(message);
    }

    @Incoming("provenance-events")
    Uni<Void> provenanceEvent(Message<byte[]> message) {
        return consume(message);
    }

    private Uni<Void> consume(Message<byte[]> message) {
        ConsumerRecord<String, byte[]> delivered = recordOf(message);
        Context context = Vertx.currentContext();
        return Uni.createFrom()
                .deferred(() -> effectOf(delivered))
                // A session belongs to an event loop, and a retry begins on another thread.
                .runSubscriptionOn(effect -> context.runOnContext(_ -> effect.run()))
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "A record could not be taken in and will be tried again: topic=%s partition=%d offset=%d cause=%s",
                        delivered.topic(), delivered.partition(), delivered.offset(), failure.toString()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, SLOWEST_RETRY)
                .indefinitely()
                .call(() -> Uni.createFrom().completionStage(message::ack));
    }

    private Uni<Void> effectOf(ConsumerRecord<String, byte[]> delivered) {
        byte[] value = delivered.value() == null ? new byte[0] : delivered.value();
        String key = delivered.key() == null ? "" : delivered.key();
        return switch (codec.read(delivered.topic(), key, headersOf(delivered), value)) {
            case Received.Refused(String why) -> deadLetters.keep(delivered, why);
            case Received.Accepted accepted -> effectOf(accepted.event());
        };
    }

    private Uni<Void> effectOf(Event event) {
        return switch (event) {
            case VerdictReached reached -> switch (reached.verdict()) {
                case Verdict.Rejected rejected -> settlement.reject(reached.file(), rejected);
                // The upload ends when the file can be read back, which provenance-store tells.
                case Verdict.Verified _, Verdict.Unattested _ -> Uni.createFrom().voidItem();
            };
            case FilePublished published -> settlement.publish(published);
            case FileHeld held -> settlement.hold(held);
            case SubmissionJudged judged -> submissions.judged(judged);
            case AttestationsAdded added -> submissions.added(added);
            // Also told of what a verdict rejected, which is settled by then.
            case FileRejected rejected -> settlement.reject(rejected);
            case UploadStaged _,
                    ProjectCreated _,
                    PublisherAdded _,
                    PublisherRemoved _,
                    AttestationsSubmitted _,
                    ReviewRequested _,
                    ReviewConcluded _,
                    PendingPublisherAdded _,
                    PendingPublisherRemoved _,
                    PublisherReified _,
                    UploadTokenMinted _,
                    ReleaseYanked _,
                    ReleaseUnyanked _,
                    FileDeleted _,
                    ProjectStatusChanged _,
                    PolicyChanged _,
                    HoldDecided _,
                    UrlVerified _,
                    ProvenanceChanged _,
                    VerdictChanged _,
                    FileQuarantined _,
                    FileUnquarantined _ ->
                Uni.createFrom().voidItem();
        };
    }

    @SuppressWarnings("unchecked") // the channels are configured with these types
    private static ConsumerRecord<String, byte[]> recordOf(Message<byte[]> message) {
        return (ConsumerRecord<String, byte[]>) message.getMetadata(IncomingKafkaRecordMetadata.class)
                .orElseThrow(() -> new IllegalStateException("a record of Kafka has its metadata"))
                .getRecord();
    }

    private static Map<String, String> headersOf(ConsumerRecord<String, byte[]> delivered) {
        Map<String, String> headers = new HashMap<>();
        delivered.headers().forEach(header -> headers.put(
                header.key(), header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }
}
