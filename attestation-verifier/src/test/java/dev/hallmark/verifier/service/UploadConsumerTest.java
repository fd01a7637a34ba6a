package dev.hallmark.verifier.service;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.hallmark.contract.ProjectPolicy;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.event.AttestationsSubmitted;
import dev.hallmark.contract.event.Event;
import dev.hallmark.contract.event.EventCodec;
import dev.hallmark.contract.event.EventRecord;
import dev.hallmark.contract.event.Received;
import dev.hallmark.contract.event.ReviewConcluded;
import dev.hallmark.contract.event.ReviewRequested;
import dev.hallmark.contract.event.SubmissionJudged;
import dev.hallmark.contract.event.UploadStaged;
import dev.hallmark.contract.event.Uploader;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.contract.event.VerdictReached;
import dev.hallmark.development.oidc.Job;
import dev.hallmark.development.sigstore.Identity;
import dev.hallmark.development.sigstore.LocalSigstore;
import dev.hallmark.development.sigstore.Statement;
import dev.hallmark.verifier.verification.World;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import io.smallrye.reactive.messaging.memory.InMemorySource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(InMemoryKafka.class)
class UploadConsumerTest {

    private static final Publisher PUBLISHER = new Publisher.GitHub(
            InMemoryKafka.ISSUER, "https://github.com", "octo-org", null, "octo-repo", "release.yml", null);

    private final EventCodec codec = new EventCodec();

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector kafka;

    @Inject
    TrustRootKeeper trustRoots;

    @Inject
    MeterRegistry metrics;

    @ConfigProperty(name = InMemoryKafka.DIRECTORY)
    String sigstore;

    @BeforeEach
    void forget() {
        kafka.sink("verdicts").clear();
        kafka.sink("dead-letters").clear();
    }

    @Test
    void sendsOneVerdictForEachUploadInTheirOrder() throws Exception {
        consume(
                upload(1, "first", attestation("first")),
                upload(2, "second", null),
                upload(3, "first", "[]"),
                upload(4, "third", attestation("third")));

        assertThat(outcomes()).containsExactly("verified", "unattested", "attestations-empty", "verified");
        assertThat(verdicts()).extracting(verdict -> verdict.file().uploadId().getLeastSignificantBits())
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(sent("verdicts")).extracting(message -> key(message)).containsExactly("first", "second", "first", "third");
    }

    @Test
    void goesOnAfterPoison() throws Exception {
        ConsumerRecord<String, byte[]> garbage = record("first", Map.of(), new byte[] {0, 1, 2});
        ConsumerRecord<String, byte[]> altered = upload(7, "first", null);
        altered.value()[3] ^= 1;
        ConsumerRecord<String, byte[]> tombstone = record("first", Map.of(), null);
        ConsumerRecord<String, byte[]> keyless = record(null, Map.of(), new byte[0]);

        consume(upload(1, "first", null), garbage, upload(2, "first", "[".repeat(100_000)), altered, tombstone, keyless,
                upload(3, "first", attestation("first")));

        assertThat(outcomes()).containsExactly("unattested", "attestations-malformed", "verified");
        assertThat(sent("dead-letters")).hasSize(4);
        assertThat(headers(sent("dead-letters").getFirst())).containsEntry("dead-letter-origin", "uploads/0/2");
        assertThat(headers(sent("dead-letters").get(1)).get("dead-letter-reason")).contains("ce_datadigest");
    }

    @Test
    void putsAnUploadAsideWhenJudgingFailsAndJudgesItsNeighbours() throws Exception {
        Publisher impossible = new Publisher.GitHub(InMemoryKafka.ISSUER, "", "", null, "", "", null);

        consume(
                upload(1, "first", PUBLISHER, attestation("first")),
                upload(2, "first", impossible, attestation("first")),
                upload(3, "first", PUBLISHER, attestation("first")));

        assertThat(outcomes()).containsExactly("verified", "verified");
        assertThat(headers(sent("dead-letters").getFirst()).get("dead-letter-reason")).contains("failed 3 times");
        get("/q/metrics").then().body(containsString("hallmark_judgement_failed_total"));
    }

    @Test
    void givesADuplicateTheSameVerdictUnderTheSameId() throws Exception {
        ConsumerRecord<String, byte[]> upload = upload(9, "first", attestation("first"));

        consume(upload);
        consume(upload);

        assertThat(outcomes()).containsExactly("verified", "verified");
        assertThat(sent("verdicts")).extracting(message -> headers(message).get("ce_id")).containsOnly(
                UUID.nameUUIDFromBytes(("verdict " + new UUID(0, 9)).getBytes(StandardCharsets.UTF_8)).toString());
        assertThat(verdicts().get(0)).isEqualTo(verdicts().get(1));
    }

    @Test
    void saysWhoDecidedByWhichPolicy() throws Exception {
        consume(upload(1, "first", null));

        assertThat(verdicts().getFirst().verifier()).matches("attestation-verifier \\S+");
        assertThat(verdicts().getFirst().policy()).isEqualTo("pep740-2");
    }

    @Test
    void isReadyAndCountsVerdicts() throws Exception {
        consume(upload(1, "first", "[]"));

        get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        get("/q/metrics")
                .then()
                .body(containsString("hallmark_verdict_reached_total{code=\"attestations-empty\",kind=\"upload\",outcome=\"rejected\"}"))
                .body(containsString("hallmark_upload_judged_seconds_count"))
                .body(containsString("hallmark_cryptography_chosen{provider="))
                .body(containsString("hallmark_trust_root_loaded{name=\"public-good\",sha256=\"6494e21e"));
    }

    @Test
    void judgesASubmissionByItsSubmitter() throws Exception {
        UploadStaged upload = staged(1, "first", PUBLISHER, null);

        consume("uploads", record("uploads", new AttestationsSubmitted(
                new UUID(0, 5), upload.file(), new ProjectPolicy.Attester("ourselves", PUBLISHER), attestation("first"),
                ProjectPolicy.INITIAL, World.NOW)));

        assertThat(events()).singleElement().isInstanceOfSatisfying(SubmissionJudged.class, judged -> {
            assertThat(judged.submissionId()).isEqualTo(new UUID(0, 5));
            assertThat(judged.verdict()).isInstanceOf(Verdict.Verified.class);
            assertThat(judged.trustRoot().name()).isEqualTo("local");
        });
    }

    @Test
    void concludesReviewsOnTheirOwnChannel() throws Exception {
        UploadStaged upload = staged(1, "first", PUBLISHER, null);
        String attestation = attestation("first");

        consume("reviews",
                record("reviews", new ReviewRequested(new UUID(0, 6), upload.file(), PUBLISHER, attestation, World.NOW)),
                record("reviews", new ReviewRequested(new UUID(0, 6), upload.file(), PUBLISHER, "[{}]", World.NOW)));

        assertThat(events()).extracting(event -> World.outcome(((ReviewConcluded) event).verdict()))
                .containsExactly("verified", "attestations-malformed");
        assertThat(sent("verdicts")).extracting(message -> headers(message).get("ce_id")).doesNotHaveDuplicates();
    }

    @Test
    void refusesByAnUnknownLogAfterTheTrustRootWasReadAgain() throws Exception {
        try (LocalSigstore other = LocalSigstore.inMemory(Clock.fixed(World.NOW, ZoneOffset.UTC))) {
            consume(upload(1, "first", attestation("first", other)), upload(2, "first", null), upload(3, "other", null));

            assertThat(outcomes()).containsExactly("unattested", "unattested");
            await(() -> outcomes().size() == 3);
            assertThat(outcomes().getLast()).isEqualTo("log-unknown");
        }
    }

    @Test
    void admitsByALogThatTheNewerTrustRootKnows() throws Exception {
        Path root = Path.of(sigstore).resolve(InMemoryKafka.ROOT);
        String before = Files.readString(root);
        try (LocalSigstore other = LocalSigstore.inMemory(Clock.fixed(World.NOW, ZoneOffset.UTC))) {
            other.trustedRoot().write(root);

            consume(upload(1, "first", attestation("first", other)));

            await(() -> outcomes().equals(List.of("verified")));
            assertThat(verdicts().getFirst().trustRoot().sha256()).isEqualTo(digest(root));
        } finally {
            Files.writeString(root, before);
            trustRoots.want("local");
            await(() -> trustRoots.current().all().stream().anyMatch(any -> any.identity().sha256().equals(digest(root))));
        }
    }

    @Test
    void refusesNothingWhileTheTrustRootCannotBeReadAgain() throws Exception {
        Path root = Path.of(sigstore).resolve(InMemoryKafka.ROOT);
        String before = Files.readString(root);
        double failures = refreshFailures();
        try (LocalSigstore other = LocalSigstore.inMemory(Clock.fixed(World.NOW, ZoneOffset.UTC))) {
            Files.writeString(root, "{");
            consume(upload(1, "first", attestation("first", other)));
            await(() -> refreshFailures() > failures);

            assertThat(outcomes()).isEmpty();
        } finally {
            Files.writeString(root, before);
        }
        await(() -> outcomes().equals(List.of("log-unknown")));
    }

    private double refreshFailures() {
        return metrics.counter("hallmark.trust.root.refresh.failed", "name", "local").count();
    }

    private static Sha256 digest(Path file) {
        try {
            return Sha256.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    @SafeVarargs
    private void consume(ConsumerRecord<String, byte[]>... records) throws Exception {
        consume("uploads", records);
    }

    /// Sends a batch and waits until it is acknowledged.
    @SafeVarargs
    private void consume(String topic, ConsumerRecord<String, byte[]>... records) throws Exception {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        List<ConsumerRecord<String, byte[]>> batch = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            batch.add(new ConsumerRecord<>(
                    record.topic(), 0, 1 + batch.size(), 0L, TimestampType.CREATE_TIME, 0, 0, record.key(), record.value(),
                    record.headers(), Optional.empty()));
        }
        InMemorySource<Message<ConsumerRecords<String, byte[]>>> uploads = kafka.source(topic);
        uploads.send(Message.of(
                new ConsumerRecords<>(Map.of(new TopicPartition(topic, 0), batch), Map.of()),
                () -> {
                    acknowledged.complete(null);
                    return CompletableFuture.completedFuture(null);
                },
                failure -> {
                    acknowledged.completeExceptionally(failure);
                    return CompletableFuture.completedFuture(null);
                }));
        acknowledged.get(30, TimeUnit.SECONDS);
    }

    private String attestation(String project) throws Exception {
        try (LocalSigstore local = InMemoryKafka.open(Path.of(sigstore))) {
            return attestation(project, local);
        }
    }

    private static String attestation(String project, LocalSigstore sigstore) {
        Identity identity = Identity.of(Job.of("octo-org/octo-repo", "release.yml"), InMemoryKafka.ISSUER);
        return "[" + sigstore.attest(identity, Statement.publish(filename(project), World.DIGEST)).json() + "]";
    }

    private static String filename(String project) {
        return project + "-1.0.tar.gz";
    }

    private ConsumerRecord<String, byte[]> upload(long id, String project, String attestations) {
        return upload(id, project, PUBLISHER, attestations);
    }

    private ConsumerRecord<String, byte[]> upload(long id, String project, Publisher publisher, String attestations) {
        EventRecord event = codec.write(
                new UUID(1, id), "upload-service", Instant.EPOCH, staged(id, project, publisher, attestations));
        return record("uploads", event);
    }

    private static UploadStaged staged(long id, String project, Publisher publisher, String attestations) {
        Uploader uploader = new Uploader.TrustedPublisher(new UUID(0, 1), publisher, Map.of());
        return World.upload(new UUID(0, id), filename(project), World.DIGEST, uploader, attestations);
    }

    private ConsumerRecord<String, byte[]> record(String topic, Event event) {
        return record(topic, codec.write(UUID.randomUUID(), "somebody", Instant.EPOCH, event));
    }

    private static ConsumerRecord<String, byte[]> record(String topic, EventRecord event) {
        return record(topic, event.key(), event.headers(), event.json().getBytes(StandardCharsets.UTF_8));
    }

    private static ConsumerRecord<String, byte[]> record(String key, Map<String, String> headers, byte[] value) {
        return record("uploads", key, headers, value);
    }

    private static ConsumerRecord<String, byte[]> record(
            String topic, String key, Map<String, String> headers, byte[] value) {
        RecordHeaders kafkaHeaders = new RecordHeaders();
        headers.forEach((name, text) -> kafkaHeaders.add(name, text.getBytes(StandardCharsets.UTF_8)));
        return new ConsumerRecord<>(
                topic, 0, 0, 0L, TimestampType.CREATE_TIME, 0, 0, key, value, kafkaHeaders, Optional.empty());
    }

    private List<? extends Message<byte[]>> sent(String channel) {
        return kafka.<byte[]>sink(channel).received();
    }

    private List<String> outcomes() {
        return verdicts().stream().map(VerdictReached::verdict).map(World::outcome).toList();
    }

    private List<VerdictReached> verdicts() {
        return events().stream().map(VerdictReached.class::cast).toList();
    }

    private List<Event> events() {
        return sent("verdicts").stream()
                .map(message -> codec.read("verdicts", key(message), headers(message), message.getPayload()))
                .map(received -> ((Received.Accepted) received).event())
                .toList();
    }

    private static String key(Message<byte[]> message) {
        return (String) message.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow().getKey();
    }

    private static Map<String, String> headers(Message<byte[]> message) {
        Map<String, String> headers = new HashMap<>();
        message.getMetadata(OutgoingKafkaRecordMetadata.class)
                .orElseThrow()
                .getHeaders()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }
}
