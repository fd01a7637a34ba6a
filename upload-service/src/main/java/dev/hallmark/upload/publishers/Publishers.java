package dev.hallmark.upload.publishers;

import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.event.PublisherAdded;
import dev.hallmark.contract.event.PublisherRemoved;
import dev.hallmark.upload.outbox.Outbox;
import dev.hallmark.upload.projects.Project;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// The Trusted Publishers of all projects.
@ApplicationScoped
public class Publishers implements PanacheRepositoryBase<RegisteredPublisher, UUID> {

    private final Outbox outbox;
    private final Clock clock;

    @Inject
    Publishers(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /// Registers and tells of it, in the transaction of the caller. Empty when the project has this publisher already;
    /// the unique index decides among parallel requests.
    Uni<Optional<RegisteredPublisher>> add(Project project, Publisher.GitHub publisher, String by) {
        Instant now = clock.instant();
        RegisteredPublisher registered = RegisteredPublisher.of(project, publisher, now, by);
        return insertUnlessThere(registered).flatMap(inserted -> {
            if (!inserted) {
                return Uni.createFrom().item(Optional.<RegisteredPublisher>empty());
            }
            return outbox.add(new PublisherAdded(project.name(), registered.id, publisher, now, by), now)
                    .replaceWith(Optional.of(registered));
        });
    }

    /// Removes and tells of it, in the transaction of the caller. The grants of its upload tokens go with it, so the
    /// tokens are dead at once.
    Uni<Boolean> remove(Project project, UUID id, String by) {
        Instant now = clock.instant();
        return find("id = ?1 and project = ?2", id, project)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .flatMap(found -> {
                    if (found == null) {
                        return Uni.createFrom().item(false);
                    }
                    return delete(found)
                            .flatMap(_ -> outbox.add(
                                    new PublisherRemoved(project.name(), id, found.publisher(), now, by), now))
                            .replaceWith(true);
                });
    }

    Uni<List<RegisteredPublisher>> of(Project project) {
        return list("project = ?1 order by createdAt, id", project);
    }

    /// All registrations of a repository, of any project, locked until the end of the transaction so that neither a
    /// removal nor another job's first token can come in between. Letter case doesn't count: the matching tells.
    public Uni<List<RegisteredPublisher>> lockedOf(String issuer, String owner, String repository) {
        return find(
                        "issuer = ?1 and lower(owner) = ?2 and lower(repository) = ?3 order by id",
                        issuer,
                        owner.toLowerCase(Locale.ROOT),
                        repository.toLowerCase(Locale.ROOT))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    private static Uni<Boolean> insertUnlessThere(RegisteredPublisher wish) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery("""
                                insert into publisher (id, project_id, issuer, server, owner, owner_id, repository, workflow,
                                    environment, created_at, created_by)
                                values (:id, :project, :issuer, :server, :owner, cast(:ownerId as text), :repository, :workflow,
                                    cast(:environment as text), :createdAt, :createdBy) on conflict do nothing
                                """)
                        .setParameter("id", wish.id)
                        .setParameter("project", wish.project.id())
                        .setParameter("issuer", wish.issuer)
                        .setParameter("server", wish.server)
                        .setParameter("owner", wish.owner)
                        .setParameter("ownerId", wish.ownerId)
                        .setParameter("repository", wish.repository)
                        .setParameter("workflow", wish.workflow)
                        .setParameter("environment", wish.environment)
                        .setParameter("createdAt", wish.createdAt)
                        .setParameter("createdBy", wish.createdBy)
                        .executeUpdate())
                .map(rows -> rows == 1);
    }
}
