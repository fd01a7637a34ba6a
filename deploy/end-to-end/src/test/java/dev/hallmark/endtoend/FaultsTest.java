package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.contract.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Processes die and stop at the worst moment: no acknowledged upload is lost, no half one is shown, and the index heals
/// by itself.
@Order(1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsTest {

    private static final Duration HEALING = Duration.ofSeconds(90);
    private static final int UPLOADERS = 3;
    private static final List<Integer> ACKNOWLEDGED = List.of(200, 202);

    private final Index index = Index.named("faults");

    @BeforeAll
    void start() {
        // Shorter than in production, only so that the tests are: who waits for what is the same.
        index.withSettings(
                        "upload-service", "hallmark.uploads.verdict-deadline=5s", "hallmark.outbox.resend-after=20s")
                .start();
    }

    @AfterAll
    void stop() {
        index.close();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"upload-service", "attestation-verifier", "provenance-store", "kafka", "postgresql"})
    void losesNoAcknowledgedUploadWhenAProcessIsKilled(String part) throws InterruptedException {
        Stream stream = new Stream("killed-" + part);
        stream.begin();
        stream.awaitAcknowledged(5);

        Processes.kill(index.pid(part));
        stream.goOnFor(Duration.ofSeconds(2));
        stream.end();

        stream.assertNothingLostAndNothingHalf();
    }

    @Test
    void completesUploadsByItselfAfterKafkaWasAway() {
        String token = index.manage().projectWithToken("kafka-away");
        Wheel wheel = Wheel.of("kafka-away", "1.0", "x");
        long kafka = index.pid("kafka");
        Processes.signal(kafka, "STOP");
        Answer answer;
        try {
            answer = Upload.of(wheel).withToken(token).sendTo(index);
        } finally {
            Processes.signal(kafka, "CONT");
        }

        assertThat(answer.status()).as("%s", answer).isEqualTo(503);
        assertThat(answer.header("retry-after")).isPresent();
        Waiting.until("the upload to complete by itself", HEALING, () -> index.reader().lists(wheel));
        assertThat(Upload.of(wheel).withToken(token).sendTo(index).status()).isEqualTo(200);
    }

    @Test
    void completesUploadsByItselfAfterKafkaLostAllItsData() throws IOException {
        String token = index.manage().projectWithToken("kafka-lost");
        Wheel wheel = Wheel.of("kafka-lost", "1.0", "x");
        long kafka = index.pid("kafka");
        Processes.signal(kafka, "STOP");
        Answer answer = Upload.of(wheel).withToken(token).withHeader("Prefer", "respond-async").sendTo(index);
        index.deleteKafkasData();

        Processes.kill(kafka);

        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        Waiting.until("the upload to complete by itself", HEALING, () -> index.reader().lists(wheel));
    }

    @Test
    void leavesNoProcessBehindWhenTheLauncherIsKilledAndKeepsItsData() throws InterruptedException {
        Stream stream = new Stream("killed-launcher");
        stream.begin();
        stream.awaitAcknowledged(3);

        index.killLauncher();
        stream.end();

        Waiting.until("no process of the index", Duration.ofSeconds(40), () -> index.processes().isEmpty());
        index.start();
        stream.assertNothingLostAndNothingHalf();
    }

    /// Uploads small wheels one after the other until it is told to end, and remembers what it was told about each.
    private final class Stream {

        private final String project;
        private final String token;
        private final Map<Wheel, Integer> answers = new ConcurrentHashMap<>();
        private final AtomicInteger versions = new AtomicInteger();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final ExecutorService uploaders = Executors.newFixedThreadPool(UPLOADERS);

        Stream(String project) {
            this.project = project;
            this.token = index.manage().projectWithToken(project);
        }

        void begin() {
            for (int i = 0; i < UPLOADERS; i++) {
                uploaders.execute(() -> {
                    while (!ended.get()) {
                        uploadNext();
                    }
                });
            }
        }

        private void uploadNext() {
            Wheel wheel = Wheel.of(project, versions.incrementAndGet() + ".0", "x".repeat(20_000));
            boolean waits = versions.get() % 2 == 0;
            int answer = answerTo(waits ? upload(wheel) : upload(wheel).withHeader("Prefer", "respond-async"), index);
            answers.put(wheel, answer);
            if (!ACKNOWLEDGED.contains(answer)) {
                LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            }
        }

        private Upload upload(Wheel wheel) {
            return Upload.of(wheel).withToken(token);
        }

        /// The status, or 0 where the connection broke.
        private static int answerTo(Upload upload, Index index) {
            try {
                return upload.sendTo(index).status();
            } catch (UncheckedIOException noAnswer) {
                return 0;
            }
        }

        void awaitAcknowledged(int count) {
            Waiting.until(count + " acknowledged uploads, found " + answers, HEALING, () -> answered(ACKNOWLEDGED).size() >= count);
        }

        void goOnFor(Duration time) throws InterruptedException {
            new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        }

        void end() throws InterruptedException {
            ended.set(true);
            uploaders.shutdown();
            assertThat(uploaders.awaitTermination(90, TimeUnit.SECONDS)).isTrue();
        }

        /// @param statuses what an upload was answered
        private List<String> answered(List<Integer> statuses) {
            return answers.entrySet().stream()
                    .filter(entry -> statuses.contains(entry.getValue()))
                    .map(entry -> entry.getKey().filename())
                    .toList();
        }

        /// 200 means readable, 202 readable soon without anybody's help; and the same upload sent again ends well,
        /// whatever it was answered before.
        void assertNothingLostAndNothingHalf() {
            Waiting.until("an index that answers", HEALING, this::answersAgain);
            assertThat(listed()).containsAll(answered(List.of(200)));
            assertEveryListedFileIsWhole();
            Waiting.until("acknowledged uploads to complete by themselves", HEALING,
                    () -> listed().containsAll(answered(ACKNOWLEDGED)));
            for (Wheel wheel : answers.keySet()) {
                Waiting.until("the upload of " + wheel.filename() + " to end well", HEALING, () -> uploads(wheel));
            }
            assertThat(listed()).containsExactlyInAnyOrderElementsOf(
                    answers.keySet().stream().map(Wheel::filename).toList());
            assertEveryListedFileIsWhole();
        }

        private boolean answersAgain() {
            try {
                return index.reader().simple(project).status() == 200
                        && Http.get(index.url("/_/oidc/audience")).status() == 200;
            } catch (UncheckedIOException notYet) {
                return false;
            }
        }

        private boolean uploads(Wheel wheel) {
            int answer = answerTo(upload(wheel), index);
            assertThat(answer).isIn(0, 200, 502, 503, 504);
            return answer == 200;
        }

        private List<String> listed() {
            return index.reader().files(project).stream().map(file -> file.path("filename").asText()).toList();
        }

        private void assertEveryListedFileIsWhole() {
            List<String> broken = new ArrayList<>();
            for (JsonNode file : index.reader().files(project)) {
                byte[] bytes = Http.get(index.reader().url(project, file)).body();
                boolean whole = bytes.length == file.path("size").asInt()
                        && Sha256.of(bytes).hex().equals(file.at("/hashes/sha256").asText());
                if (!whole) {
                    broken.add(file.path("filename").asText());
                }
            }
            assertThat(broken).isEmpty();
        }
    }
}
