package dev.hallmark.upload.tokens;

import dev.hallmark.upload.Secret;
import dev.hallmark.upload.projects.Project;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/// All tokens that upload. Everything here needs a session, and what writes a transaction, of the caller.
@ApplicationScoped
public class Tokens {

    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);
    private static final UUID NOBODY = new UUID(0, 0);

    private final Clock clock;

    @Inject
    Tokens(Clock clock) {
        this.clock = clock;
    }

    /// A new token, with the only copy of its text.
    public record Issued<T>(T token, Secret secret, Instant expiresAt) {}

    Uni<Issued<ApiToken>> issue(ApiToken.Scope scope, Instant expiresAt, String by) {
        Secret secret = TokenText.random();
        ApiToken token = ApiToken.of(secret, scope, clock.instant(), expiresAt, by);
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
                .flatMap(token -> token == null || !token.isLive(now)
                        ? Uni.createFrom().item(Optional.empty())
                        : openedBy(session, token)
                                .map(projects -> Optional.of(new AuthenticatedUploader.ApiTokenHolder(
                                        token.id, token.description, Optional.ofNullable(token.personId), projects))));
    }

    /// A person's token opens what the person has a role in now; the day that the role goes, so does this.
    private static Uni<List<Project>> openedBy(Mutiny.Session session, ApiToken token) {
        if (token.personId == null) {
            return Uni.createFrom().item(List.copyOf(token.projects));
        }
        return session.createNativeQuery("""
                        select project.* from project join project_role on project_role.project_id = project.id
                        where person_id = :person and (:all or exists (
                            select 1 from api_token_project where token_id = :token and project_id = project.id))
                        """, Project.class)
                .setParameter("person", token.personId)
                .setParameter("all", token.allProjects)
                .setParameter("token", token.id)
                .getResultList();
    }

    /// Identifies who comes with the token, and remembers that an API token was used, at most once a minute.
    public Uni<Optional<AuthenticatedUploader>> welcome(Secret presented) {
        return identify(presented).call(this::noteUse);
    }

    private Uni<Void> noteUse(Optional<AuthenticatedUploader> identified) {
        if (identified.isEmpty() || !(identified.get() instanceof AuthenticatedUploader.ApiTokenHolder holder)) {
            return Uni.createFrom().voidItem();
        }
        Instant now = clock.instant();
        return Panache.getSession()
                .flatMap(session -> session.createMutationQuery("""
                                update ApiToken set lastUsedAt = :now
                                where id = :id and (lastUsedAt is null or lastUsedAt < :before)
                                """)
                        .setParameter("now", now)
                        .setParameter("id", holder.tokenId())
                        .setParameter("before", now.minus(USE_NOTED_EVERY))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /// @param person whose; empty for everybody's
    Uni<List<ApiToken>> apiTokens(Optional<UUID> person) {
        return Panache.getSession()
                .flatMap(session -> session.createQuery(
                                "from ApiToken where :all = true or personId = :person order by createdAt, id", ApiToken.class)
                        .setParameter("all", person.isEmpty())
                        .setParameter("person", person.orElse(NOBODY))
                        .getResultList());
    }

    /// Revokes whatever token this is, at once. Knowing it is all that it takes.
    ///
    /// @return its id; empty for a text that is no live token of ours
    Uni<Optional<UUID>> revokeLeaked(Secret leaked) {
        if (!TokenText.isWellFormed(leaked)) {
            return Uni.createFrom().item(Optional.empty());
        }
        String sha256 = leaked.sha256().hex();
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery("""
                                with revoked as (
                                    update api_token set revoked_at = :now
                                    where sha256 = :sha256 and revoked_at is null and expires_at > :now returning id),
                                removed as (delete from upload_token where sha256 = :sha256 and expires_at > :now returning id)
                                select id from revoked union all select id from removed
                                """, UUID.class)
                        .setParameter("now", clock.instant())
                        .setParameter("sha256", sha256)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    /// All of the person's.
    public Uni<Void> revokeAllOf(UUID person) {
        return Panache.getSession()
                .flatMap(session -> session.createMutationQuery(
                                "update ApiToken set revokedAt = :now where personId = :person and revokedAt is null")
                        .setParameter("now", clock.instant())
                        .setParameter("person", person)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /// Revoking twice is no error. False when there is no such token.
    ///
    /// @param person whose; empty for anybody's
    Uni<Boolean> revoke(UUID id, Optional<UUID> person) {
        return Panache.getSession()
                .flatMap(session -> session.find(ApiToken.class, id, LockModeType.PESSIMISTIC_WRITE))
                .map(token -> {
                    if (token == null || (person.isPresent() && !person.get().equals(token.personId))) {
                        return false;
                    }
                    if (token.revokedAt == null) {
                        token.revokedAt = clock.instant();
                    }
                    return true;
                });
    }
}
