package dev.hallmark.upload.staging;

import dev.hallmark.contract.Sha256;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import org.hibernate.reactive.mutiny.Mutiny;

/// Locks on things that have no row yet, held until the end of the transaction, on all replicas.
final class DatabaseLocks {

    private DatabaseLocks() {}

    /// Two uploads of one file name follow one another, so that the second sees what the first did.
    static long ofFilename(String filename) {
        return ofDigest(Sha256.of(("file name " + filename.toLowerCase(Locale.ROOT)).getBytes(StandardCharsets.UTF_8)));
    }

    /// Removing a blob and staging the same bytes again follow one another.
    static long ofDigest(Sha256 sha256) {
        return ByteBuffer.wrap(sha256.toBytes()).getLong();
    }

    /// In one order for everybody, so that no two wait for each other.
    static Uni<Void> take(Collection<Long> keys) {
        return Panache.getSession().flatMap(session -> {
            Uni<Void> taken = Uni.createFrom().voidItem();
            for (Long key : keys.stream().sorted().distinct().toList()) {
                taken = taken.flatMap(_ -> take(session, key));
            }
            return taken;
        });
    }

    private static Uni<Void> take(Mutiny.Session session, long key) {
        return session.createNativeQuery("select 1 from pg_advisory_xact_lock(:key)", Integer.class)
                .setParameter("key", key)
                .getSingleResult()
                .replaceWithVoid();
    }
}
