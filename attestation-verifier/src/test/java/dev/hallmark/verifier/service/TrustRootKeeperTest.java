package dev.hallmark.verifier.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.Sha256;
import dev.hallmark.development.sigstore.Fault;
import dev.hallmark.development.sigstore.Knobs;
import dev.hallmark.development.sigstore.LocalSigstore;
import dev.hallmark.development.sigstore.TrustedRoot;
import dev.hallmark.development.sigstore.TrustedRoot.Window;
import dev.hallmark.verifier.attestation.AttestationLimits;
import dev.hallmark.verifier.sigstore.AcceptedEvidence;
import dev.hallmark.verifier.sigstore.TrustRoot;
import dev.hallmark.verifier.verification.Judge;
import dev.hallmark.verifier.verification.Judgement;
import dev.hallmark.verifier.verification.PredicateTypes;
import dev.hallmark.verifier.verification.World;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustRootKeeperTest {

    private static final TrustedRoot FIRST = World.SIGSTORE.trustedRoot();

    /// The same authorities in another file.
    private static final TrustedRoot SECOND = FIRST.withTimestampAuthorityWindow(Window.from(World.NOW.minusSeconds(3)));

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<String> told = new ArrayList<>();
    private final MovingClock clock = new MovingClock();

    @TempDir
    Path directory;

    private Path file;
    private TrustRootKeeper keeper;
    private Judge judge;

    @BeforeEach
    void start() throws Exception {
        file = directory.resolve("trusted_root.json");
        write(FIRST);
        keeper = keeper(Optional.of(new TrustRootSource.File(file, Duration.ofSeconds(10))));
        keeper.onRefresh(told::add);
        judge = new Judge(keeper::current, AcceptedEvidence.REKOR_V1, AttestationLimits.DEFAULT, PredicateTypes.DEFAULT);
    }

    @Test
    void takesAFileThatChanged() throws Exception {
        write(SECOND);

        clock.move(Duration.ofSeconds(10));
        keeper.refreshDue();

        assertThat(digest()).isEqualTo(digest(SECOND));
        assertThat(keeper.refreshes("local")).contains(1L);
        assertThat(told).containsExactly("local");
        assertThat(metrics.get("hallmark.trust.root.loaded").tag("sha256", digest(SECOND).hex()).gauge().value()).isEqualTo(1);
        assertThat(metrics.find("hallmark.trust.root.loaded").tag("sha256", digest(FIRST).hex()).gauge()).isNull();
    }

    @Test
    void looksNoSoonerThanItShould() throws Exception {
        write(SECOND);

        clock.move(Duration.ofSeconds(9));
        keeper.refreshDue();

        assertThat(digest()).isEqualTo(digest(FIRST));
    }

    @Test
    void looksSoonerWhenItIsWanted() throws Exception {
        write(SECOND);

        keeper.want("local");
        clock.move(Duration.ofSeconds(1));
        keeper.refreshDue();

        assertThat(digest()).isEqualTo(digest(SECOND));
    }

    @Test
    void keepsTheLastGoodWhenTheFileIsNoneOrGone() throws Exception {
        Files.writeString(file, "{\"mediaType\":");
        clock.move(Duration.ofSeconds(10));
        keeper.refreshDue();
        Files.delete(file);
        clock.move(Duration.ofSeconds(10));
        keeper.refreshDue();

        assertThat(digest()).isEqualTo(digest(FIRST));
        assertThat(keeper.refreshes("local")).contains(0L);
        assertThat(told).isEmpty();
        assertThat(metrics.counter("hallmark.trust.root.refresh.failed", "name", "local").count()).isEqualTo(2);
    }

    @Test
    void keepsTheGenerationWhenTheFileIsTheSame() {
        var before = keeper.current();

        clock.move(Duration.ofSeconds(10));
        keeper.refreshDue();

        assertThat(keeper.current()).isSameAs(before);
        assertThat(keeper.refreshes("local")).contains(1L);
    }

    @Test
    void hasNoRefreshesOfARootWithoutASource() {
        assertThat(keeper(Optional.empty()).refreshes("local")).isEmpty();
    }

    @Test
    void isNotStoppedByARepositoryThatIsAway() {
        TrustRootKeeper offline = keeper(Optional.of(new TrustRootSource.Tuf(
                URI.create("http://127.0.0.1:1/"), Optional.empty(), directory.resolve("tuf"), Duration.ofHours(1))));

        clock.move(Duration.ofHours(1));
        offline.refreshDue();

        assertThat(offline.current().all().getFirst().identity().sha256()).isEqualTo(digest(FIRST));
        assertThat(metrics.counter("hallmark.trust.root.refresh.failed", "name", "local").count()).isEqualTo(1);
    }

    @Test
    void flipsNoVerdictWhileItChangesUnderLoad() throws Exception {
        var right = World.upload(World.field(World.attest()));
        var wrong = World.upload(World.field(World.attest(Knobs.with(
                Fault.SIGNED_BY_OTHER_KEY))));
        AtomicBoolean stop = new AtomicBoolean();
        Set<String> outcomes = new HashSet<>();
        Set<Sha256> roots = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<List<Judgement>>> judged = new ArrayList<>();
            for (var upload : List.of(right, wrong)) {
                judged.add(threads.submit(() -> {
                    List<Judgement> judgements = new ArrayList<>();
                    while (!stop.get() && judgements.size() < 100_000) {
                        judgements.add(judge.decide(upload));
                    }
                    return judgements;
                }));
            }
            for (int i = 0; i < 20; i++) {
                write(i % 2 == 0 ? SECOND : FIRST);
                clock.move(Duration.ofSeconds(10));
                keeper.refreshDue();
            }
            stop.set(true);
            judged.get(0).get().forEach(judgement -> {
                outcomes.add(World.outcome(judgement.verdict()));
                roots.add(judgement.trustRoot().sha256());
            });
            judged.get(1).get().forEach(judgement -> outcomes.add(World.outcome(judgement.verdict()) + " (wrong)"));
        }

        assertThat(outcomes).containsExactlyInAnyOrder("verified", "signature-invalid (wrong)");
        assertThat(roots).isSubsetOf(digest(FIRST), digest(SECOND));
    }

    @Test
    void forgetsWhatAnOlderRootVouchedFor() throws Exception {
        var upload = World.upload(World.field(World.attest()));
        assertThat(World.outcome(judge.judge(upload))).isEqualTo("verified");

        try (LocalSigstore other = LocalSigstore.inMemory(Clock.fixed(World.NOW, ZoneOffset.UTC))) {
            write(other.trustedRoot());
        }
        clock.move(Duration.ofSeconds(10));
        keeper.refreshDue();

        assertThat(World.outcome(judge.judge(upload))).isEqualTo("log-unknown");
    }

    private TrustRootKeeper keeper(Optional<TrustRootSource> source) {
        TrustRoot first = TrustRoot.read("local", FIRST.json().getBytes(StandardCharsets.UTF_8), World.CRYPTOGRAPHY);
        return new TrustRootKeeper(
                List.of(new TrustRootKeeper.Configured(first, List.of(World.PUBLISHER.issuer()), source)),
                World.CRYPTOGRAPHY, clock, metrics);
    }

    private void write(TrustedRoot root) throws Exception {
        root.write(file);
    }

    private Sha256 digest() {
        return keeper.current().all().getFirst().identity().sha256();
    }

    private static Sha256 digest(TrustedRoot root) {
        return Sha256.of(root.json().getBytes(StandardCharsets.UTF_8));
    }

    private static final class MovingClock extends Clock {

        private volatile Instant now = World.NOW;

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
