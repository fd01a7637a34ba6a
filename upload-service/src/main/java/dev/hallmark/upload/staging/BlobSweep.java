package dev.hallmark.upload.staging;

import dev.hallmark.contract.Sha256;
import dev.hallmark.upload.work.FileWork;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/// Removes blobs that rejected, failed and deleted uploads leave behind.
///
/// A digest is noted first, in the transaction of the rejection, and looked at afterwards, under its lock: the blob
/// goes only if no live upload has it then. So a crash in between is made good by the next sweep, and staging the same
/// bytes at the same time either comes before and keeps the blob, or after and brings its own.
@ApplicationScoped
public class BlobSweep {

    private static final Logger LOG = Logger.getLogger(BlobSweep.class);
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofMinutes(10);
    private static final int BATCH = 50;

    private final BlobStore blobs;
    private final FileWork files;
    private final Vertx vertx;
    private final Clock clock;

    @Inject
    BlobSweep(BlobStore blobs, FileWork files, Vertx vertx, Clock clock) {
        this.blobs = blobs;
        this.files = files;
        this.vertx = vertx;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(INTERVAL.toMillis(), _ -> runSoon());
    }

    /// Never waits.
    public void runSoon() {
        Context context = VertxContext.getOrCreateDuplicatedContext(vertx);
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(_ -> sweep().subscribe().with(
                _ -> {}, failure -> LOG.warnf("Unneeded blobs could not be removed and will be again: cause=%s", failure)));
    }

    /// In the transaction of the caller.
    public Uni<Void> note(List<Sha256> digests) {
        return noteFrom(clock.instant(), digests);
    }

    /// In the transaction of the caller: bytes that were published stay a little, for whoever is reading them and until
    /// everybody has heard of the deletion.
    public Uni<Void> noteDeleted(List<Sha256> digests) {
        return noteFrom(clock.instant().plus(GRACE), digests);
    }

    private static Uni<Void> noteFrom(Instant time, List<Sha256> digests) {
        Uni<Void> noted = Uni.createFrom().voidItem();
        for (Sha256 digest : digests) {
            noted = noted.flatMap(_ -> Panache.getSession()
                    .flatMap(session -> session.createNativeQuery("""
                                    insert into released_blob (sha256, released_at) values (:sha256, :time)
                                    on conflict (sha256) do nothing
                                    """)
                            .setParameter("sha256", digest.hex())
                            .setParameter("time", time)
                            .executeUpdate())
                    .replaceWithVoid());
        }
        return noted;
    }

    /// After a transaction that failed, or seemed to. Should this fail too, bytes stay that nothing refers to.
    Uni<Void> release(List<Sha256> digests) {
        return Panache.withTransaction(() -> note(digests))
                .invoke(this::runSoon)
                .onFailure()
                .invoke(failure -> LOG.warnf("Blobs of a failed upload may remain: digests=%s cause=%s", digests, failure))
                .onFailure()
                .recoverWithNull();
    }

    /// How many blobs were looked at.
    Uni<Integer> sweep() {
        return Panache.withSession(() -> Panache.getSession().flatMap(session -> session.createNativeQuery(
                                "select sha256 from released_blob where released_at <= :now order by released_at limit " + BATCH,
                                String.class)
                        .setParameter("now", clock.instant())
                        .getResultList()))
                .flatMap(noted -> {
                    Uni<Void> swept = Uni.createFrom().voidItem();
                    for (String hex : noted) {
                        swept = swept.flatMap(_ -> removeUnlessNeeded(Sha256.parse(hex).orThrow()));
                    }
                    return swept.replaceWith(noted.size());
                });
    }

    private Uni<Void> removeUnlessNeeded(Sha256 digest) {
        return Panache.withTransaction(() -> DatabaseLocks.take(List.of(DatabaseLocks.ofDigest(digest)))
                .flatMap(_ -> isNeeded(digest))
                .call(needed -> needed
                        ? Uni.createFrom().voidItem()
                        : files.run(() -> {
                            blobs.remove(digest);
                            return true;
                        }))
                .flatMap(_ -> Panache.getSession())
                .flatMap(session -> session.createNativeQuery("delete from released_blob where sha256 = :sha256")
                        .setParameter("sha256", digest.hex())
                        .executeUpdate())
                .replaceWithVoid());
    }

    private static Uni<Boolean> isNeeded(Sha256 digest) {
        return Upload.count(
                        "(sha256 = ?1 or coreMetadataSha256 = ?1) and state not in (?2, ?3)",
                        digest.hex(),
                        Upload.State.REJECTED,
                        Upload.State.DELETED)
                .map(live -> live > 0);
    }
}
