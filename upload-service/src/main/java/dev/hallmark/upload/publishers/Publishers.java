package dev.hallmark.upload.publishers;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.event.Event;
import dev.hallmark.contract.event.PendingPublisherAdded;
import dev.hallmark.contract.event.PendingPublisherRemoved;
import dev.hallmark.contract.event.PublisherAdded;
import dev.hallmark.contract.event.PublisherReified;
import dev.hallmark.contract.event.PublisherRemoved;
import dev.hallmark.upload.outbox.Outbox;
import dev.hallmark.upload.projects.Project;
import dev.hallmark.upload.projects.Projects;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// All Trusted Publishers. Everything here needs a session, and what writes a transaction, of the caller.
@ApplicationScoped
public class Publishers implements PanacheRepositoryBase<RegisteredPublisher, UUID> {

    private final Projects projects;
    private final Outbox outbox;
    private final Clock clock;

    @Inject
    Publishers(Projects projects, Outbox outbox, Clock clock) {
        this.projects = projects;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// Registers and tells of it. Empty when the scope has this publisher already; the unique index decides among
    /// parallel requests.
    Uni<Optional<RegisteredPublisher>> add(Scope scope, Publisher publisher, String by) {
        Instant now = clock.instant();
        RegisteredPublisher registered = RegisteredPublisher.of(scope, publisher, now, by);
        return insertUnlessThere(registered).flatMap(inserted -> inserted
                ? tellAdded(scope, registered, now, by).replaceWith(Optional.of(registered))
                : Uni.createFrom().item(Optional.empty()));
    }

    /// Removes and tells of it. The grants of its upload tokens go with it, so the tokens are dead at once.
    Uni<Void> remove(Scope scope, RegisteredPublisher registered, String by) {
        return delete(registered).flatMap(_ -> tellRemoved(scope, registered, clock.instant(), by));
    }

    /// What became of the wish to make a publisher narrower.
    Uni<Optional<RegisteredPublisher>> replace(Scope scope, RegisteredPublisher wide, Publisher narrow, String by) {
        return add(scope, narrow, by)
                .flatMap(added -> added.isEmpty()
                        ? Uni.createFrom().item(added)
                        : remove(scope, wide, by).replaceWith(added));
    }

    /// Locked until the end of the transaction.
    Uni<Optional<RegisteredPublisher>> find(Scope scope, UUID id) {
        return (switch (scope) {
                    case Scope.OneProject(Project project) -> find("id = ?1 and projectId = ?2", id, project.id());
                    case Scope.AllOf(Organization organization) ->
                        find("id = ?1 and organizationId = ?2", id, organization.id);
                    case Scope.ToCome(ProjectName name, _, _, _) ->
                        find("id = ?1 and pendingProject = ?2", id, name.normalized());
                })
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .map(Optional::ofNullable);
    }

    Uni<List<RegisteredPublisher>> of(Project project) {
        return list("projectId = ?1 order by createdAt, id", project.id());
    }

    Uni<List<RegisteredPublisher>> of(Organization organization) {
        return list("organizationId = ?1 order by createdAt, id", organization.id);
    }

    Uni<List<RegisteredPublisher>> pending() {
        return list("pendingProject is not null order by createdAt, id");
    }

    /// All registrations that a job of this issuer may match, the project's own before those of organisations. They stay
    /// as they are until the end of the transaction.
    ///
    /// @param lookUp see [RegistrationKey#lookUp]
    /// @param lock shared, so that jobs of one publisher don't wait for each other; or exclusive to change what is found
    public Uni<List<RegisteredPublisher>> candidates(String issuer, String lookUp, LockModeType lock) {
        return find(
                        "issuer = ?1 and lookUp = ?2 and (expiresAt is null or expiresAt > ?3) order by organizationId nulls first, createdAt, id",
                        issuer,
                        lookUp,
                        clock.instant())
                .withLock(lock)
                .list();
    }

    /// What these registrations open, each project once, by the first of them that opens it. A pending one opens nothing:
    /// see [#reify].
    public Uni<List<Opening>> openedBy(List<RegisteredPublisher> registrations) {
        Set<UUID> taken = new HashSet<>();
        return Multi.createFrom()
                .iterable(registrations)
                .filter(registered -> !registered.isPending())
                .onItem()
                .transformToUniAndConcatenate(registered -> projectsOf(registered).map(found -> found.stream()
                        .filter(project -> taken.add(project.id()))
                        .map(project -> new Opening(registered, project))
                        .toList()))
                .collect()
                .asList()
                .map(lists -> lists.stream().flatMap(List::stream).toList());
    }

    private Uni<List<Project>> projectsOf(RegisteredPublisher registered) {
        return registered.projectId == null
                ? projectsOf(Objects.requireNonNull(registered.organizationId))
                : projects.list("id", registered.projectId);
    }

    Uni<List<Project>> projectsOf(UUID organizationId) {
        return projects.list(
                "id in (select m.projectId from Membership m where m.organizationId = ?1) order by name", organizationId);
    }

    /// Creates the project that a pending registration is for, and makes the registration real; or, when somebody else
    /// was first, drops it. Of a registration that is locked exclusively.
    public Uni<Boolean> reify(RegisteredPublisher pending) {
        ProjectName name = pending.projectToCome();
        Instant now = clock.instant();
        return projects.create(
                        Objects.requireNonNull(pending.pendingSpelling), pending.createdBy, Optional.ofNullable(pending.registrant))
                .flatMap(creation -> switch (creation) {
                    case Projects.Creation.Created(Project project) -> {
                        pending.reify(project);
                        yield outbox.add(new PublisherReified(name, pending.id, pending.publisher(), now), now)
                                .replaceWith(true);
                    }
                    case Projects.Creation.NameTaken _ ->
                        drop(pending, PendingPublisherRemoved.Reason.PROJECT_TAKEN).replaceWith(false);
                    case Projects.Creation.NameInvalid(String why) -> throw new IllegalStateException(why);
                });
    }

    /// Drops the pending registrations whose time is over.
    Uni<Void> dropExpired() {
        return find("expiresAt <= ?1 order by expiresAt", clock.instant())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list()
                .flatMap(expired -> each(expired, pending -> projects.named(pending.projectToCome())
                        .flatMap(project -> drop(
                                pending,
                                project.isPresent()
                                        ? PendingPublisherRemoved.Reason.PROJECT_TAKEN
                                        : PendingPublisherRemoved.Reason.EXPIRED))));
    }

    private Uni<Void> drop(RegisteredPublisher pending, PendingPublisherRemoved.Reason reason) {
        Instant now = clock.instant();
        return delete(pending)
                .flatMap(_ -> outbox.add(
                        new PendingPublisherRemoved(
                                pending.projectToCome(), pending.id, pending.publisher(), reason, now, "hallmark"),
                        now));
    }

    /// From now on the project trusts what the organisation trusts.
    Uni<Void> tellJoined(Project project, Organization organization, String by) {
        Instant now = clock.instant();
        return of(organization).flatMap(all -> each(all, registered -> outbox.add(
                new PublisherAdded(project.name(), registered.id, registered.publisher(), now, by), now)));
    }

    Uni<Void> tellLeft(Project project, Organization organization, String by) {
        Instant now = clock.instant();
        return of(organization).flatMap(all -> each(all, registered -> outbox.add(
                new PublisherRemoved(project.name(), registered.id, registered.publisher(), now, by), now)));
    }

    private Uni<Void> tellAdded(Scope scope, RegisteredPublisher registered, Instant now, String by) {
        return tell(
                scope,
                name -> new PublisherAdded(name, registered.id, registered.publisher(), now, by),
                toCome -> new PendingPublisherAdded(
                        toCome.project(), registered.id, registered.publisher(), toCome.expiresAt(), now, by),
                now);
    }

    private Uni<Void> tellRemoved(Scope scope, RegisteredPublisher registered, Instant now, String by) {
        return tell(
                scope,
                name -> new PublisherRemoved(name, registered.id, registered.publisher(), now, by),
                toCome -> new PendingPublisherRemoved(
                        toCome.project(),
                        registered.id,
                        registered.publisher(),
                        PendingPublisherRemoved.Reason.REMOVED,
                        now,
                        by),
                now);
    }

    /// One event for each project that it concerns: whoever follows a project needs to know of no organisation.
    private Uni<Void> tell(
            Scope scope, Function<ProjectName, Event> ofProject, Function<Scope.ToCome, Event> ofPending, Instant now) {
        return switch (scope) {
            case Scope.OneProject(Project project) -> outbox.add(ofProject.apply(project.name()), now);
            case Scope.AllOf(Organization organization) ->
                projectsOf(organization.id)
                        .flatMap(all -> each(all, project -> outbox.add(ofProject.apply(project.name()), now)));
            case Scope.ToCome toCome -> outbox.add(ofPending.apply(toCome), now);
        };
    }

    private static <T> Uni<Void> each(List<T> all, Function<T, Uni<Void>> step) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(step::apply)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<Boolean> insertUnlessThere(RegisteredPublisher wish) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery("""
                                insert into publisher (id, project_id, organization_id, pending_project, pending_spelling,
                                    expires_at, registrant, issuer, look_up, identity, details, created_at, created_by)
                                values (:id, cast(:project as uuid), cast(:organization as uuid), cast(:pendingProject as text),
                                    cast(:pendingSpelling as text), cast(:expiresAt as timestamptz), cast(:registrant as uuid), :issuer, :lookUp, :identity,
                                    :details, :createdAt, :createdBy) on conflict do nothing
                                """)
                        .setParameter("id", wish.id)
                        .setParameter("project", wish.projectId)
                        .setParameter("organization", wish.organizationId)
                        .setParameter("pendingProject", wish.pendingProject)
                        .setParameter("pendingSpelling", wish.pendingSpelling)
                        .setParameter("expiresAt", wish.expiresAt)
                        .setParameter("registrant", wish.registrant)
                        .setParameter("issuer", wish.issuer)
                        .setParameter("lookUp", wish.lookUp)
                        .setParameter("identity", wish.identity)
                        .setParameter("details", wish.details)
                        .setParameter("createdAt", wish.createdAt)
                        .setParameter("createdBy", wish.createdBy)
                        .executeUpdate())
                .map(rows -> rows == 1);
    }
}
