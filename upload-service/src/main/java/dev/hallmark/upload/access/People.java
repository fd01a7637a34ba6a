package dev.hallmark.upload.access;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Everybody who ever signed in, or was given a role before.
@ApplicationScoped
public class People {

    private final Pool pool;
    private final Clock clock;

    @Inject
    People(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /// @param name as the provider wrote it last; the subject before the first sign-in
    public record KnownPerson(UUID id, String subject, String name) {}

    /// Knows the person from now on, by the name that the provider gives now.
    Uni<KnownPerson> signedIn(URI issuer, String subject, String name) {
        return find(issuer, subject).flatMap(known -> known.isPresent() && known.get().name().equals(name)
                ? Uni.createFrom().item(known.get())
                : upsert(issuer, subject, name, "do update set name = excluded.name")
                        .flatMap(_ -> find(issuer, subject))
                        .map(Optional::orElseThrow));
    }

    /// The person of this subject, who need not have signed in yet.
    public Uni<KnownPerson> withSubject(URI issuer, String subject) {
        return upsert(issuer, subject, subject, "do nothing")
                .flatMap(_ -> find(issuer, subject))
                .map(Optional::orElseThrow);
    }

    /// By name.
    public Uni<List<KnownPerson>> all() {
        return pool.query("select id, subject, name from person order by name, id").execute().map(rows -> {
            List<KnownPerson> people = new ArrayList<>();
            for (Row row : rows) {
                people.add(personIn(row));
            }
            return List.copyOf(people);
        });
    }

    public Uni<Boolean> knows(UUID id) {
        return pool.preparedQuery("select 1 from person where id = $1").execute(Tuple.of(id)).map(rows -> rows.size() == 1);
    }

    private static KnownPerson personIn(Row row) {
        return new KnownPerson(row.getUUID(0), row.getString(1), row.getString(2));
    }

    private Uni<Optional<KnownPerson>> find(URI issuer, String subject) {
        return pool.preparedQuery("select id, subject, name from person where issuer = $1 and subject = $2")
                .execute(Tuple.of(issuer.toString(), subject))
                .map(rows -> {
                    for (Row row : rows) {
                        return Optional.of(personIn(row));
                    }
                    return Optional.empty();
                });
    }

    private Uni<Void> upsert(URI issuer, String subject, String name, String onConflict) {
        return pool.preparedQuery("insert into person (id, issuer, subject, name, first_seen_at) values ($1, $2, $3, $4, $5)"
                        + " on conflict (issuer, subject) " + onConflict)
                .execute(Tuple.of(UUID.randomUUID(), issuer.toString(), subject, name, clock.instant().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }
}
