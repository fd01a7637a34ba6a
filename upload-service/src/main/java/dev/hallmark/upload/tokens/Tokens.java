package dev.hallmark.upload.tokens;

import dev.hallmark.upload.Secret;
import dev.hallmark.upload.projects.Project;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/// All tokens that upload. Everything here needs a session, and what writes a transaction, of the caller.
@ApplicationScoped
public class Tokens {

    private final Clock clock;

    @Inject
    Tokens(Clock clock) {
        this.clock = clock;
    }

    /// A new token, with the only copy of its text.
    public record Issued<T>(T token, Secret secret, Instant expiresAt) {}

    Uni<Issued<ApiToken>> issue(String description, List<Project> projects, Instant expiresAt, String by) {
        Secret secret = TokenText.random();
        ApiToken token = ApiToken.of(secret, description, projects, clock.instant(), expiresAt, by);
        return Panache.getSession()
                .flatMap(session -> session.persist(token))
                .replaceWith(new Issued<>(token, secret, expiresAt));
    }

    /// Empty for an unknown, an expired and a revoked token alike, and for one whose publishers are all gone.
    public Uni<Optional<AuthenticatedUploader>> identify(Secret presented) {
        if (!TokenText.isWellFormed(presented)) {
            return Uni.createFrom().item(Optional.empty());
        }
        String sha256 = presented.sha256().hex();
        Instant now = clock.instant();
        return Panache.getSession().flatMap(session -> UploadTokens.identify(session, sha256, now).flatMap(job -> job.isPresent()
                ? Uni.createFrom().item(Optional.<AuthenticatedUploader>of(job.get()))
                : apiToken(session, sha256, now)));
    }

    private static Uni<Optional<AuthenticatedUploader>> apiToken(Mutiny.Session session, String sha256, Instant now) {
        return session.createQuery("from ApiToken where sha256 = :sha256", ApiToken.class)
                .setParameter("sha256", sha256)
                .getSingleResultOrNull()
                .map(token -> Optional.ofNullable(token)
                        .filter(found -> found.isLive(now))
                        .map(found -> new AuthenticatedUploader.ApiTokenHolder(
                                found.id, found.description, List.copyOf(found.projects))));
    }

    Uni<List<ApiToken>> apiTokens() {
        return Panache.getSession()
                .flatMap(session ->
                        session.createQuery("from ApiToken order by createdAt, id", ApiToken.class).getResultList());
    }

    /// Revoking twice is no error. False when there is no such token.
    Uni<Boolean> revoke(UUID id) {
        return Panache.getSession()
                .flatMap(session -> session.find(ApiToken.class, id, LockModeType.PESSIMISTIC_WRITE))
                .map(token -> {
                    if (token == null) {
                        return false;
                    }
                    if (token.revokedAt == null) {
                        token.revokedAt = clock.instant();
                    }
                    return true;
                });
    }
}
