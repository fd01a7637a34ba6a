package dev.hallmark.upload.tokens;

import dev.hallmark.contract.event.UploadTokenMinted;
import dev.hallmark.upload.Secret;
import dev.hallmark.upload.outbox.Outbox;
import dev.hallmark.upload.publishers.Opening;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/// The short-lived tokens of CI jobs. Everything here needs a session, and what writes a transaction, of the caller.
@ApplicationScoped
public class UploadTokens {

    /// PyPI's; clients expect at least this.
    public static final Duration LIFE = Duration.ofMinutes(15);

    private final Outbox outbox;
    private final Clock clock;

    @Inject
    UploadTokens(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /// Mints a token that opens these projects and remembers what the job said of itself, and tells of it.
    ///
    /// @param openings each project once
    public Uni<Tokens.Issued<UploadToken>> mint(List<Opening> openings, Map<String, String> claims) {
        Secret secret = TokenText.random();
        Instant now = clock.instant();
        UploadToken token = UploadToken.of(secret, claims, now, now.plus(LIFE));
        List<Object> rows = new ArrayList<>(List.of(token));
        openings.forEach(opening -> rows.add(UploadGrant.of(token, opening)));
        return Panache.getSession()
                .flatMap(session -> session.persistAll(rows.toArray()))
                .flatMap(_ -> tellMinted(token, openings, claims, now))
                .replaceWith(new Tokens.Issued<>(token, secret, token.expiresAt));
    }

    private Uni<Void> tellMinted(UploadToken token, List<Opening> openings, Map<String, String> claims, Instant now) {
        return Multi.createFrom()
                .iterable(openings)
                .onItem()
                .transformToUniAndConcatenate(opening -> outbox.add(
                        new UploadTokenMinted(
                                opening.project().name(),
                                opening.publisher().id(),
                                opening.publisher().publisher(),
                                token.id,
                                claims,
                                token.expiresAt,
                                now),
                        now))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /// Empty for an unknown and an expired token alike, and for one whose grants are all gone: with their publishers, or
    /// with the organisation's trust, which a project loses when it leaves.
    static Uni<Optional<AuthenticatedUploader.PublisherJob>> identify(Mutiny.Session session, String sha256, Instant now) {
        return session.createQuery("""
                        from UploadGrant g join fetch g.token t join fetch g.publisher p join fetch g.project
                        where t.sha256 = :sha256 and t.expiresAt > :now and (p.projectId = g.project.id or p.organizationId =
                            (select m.organizationId from Membership m where m.projectId = g.project.id))
                        """, UploadGrant.class)
                .setParameter("sha256", sha256)
                .setParameter("now", now)
                .getResultList()
                .map(grants -> grants.stream().findFirst().map(grant -> new AuthenticatedUploader.PublisherJob(
                        grant.token.id, grants.stream().map(UploadGrant::opening).toList(), grant.token.claims())));
    }
}
