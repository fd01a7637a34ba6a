package dev.hallmark.upload.projects;

import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.event.ProjectCreated;
import dev.hallmark.upload.access.Caller;
import dev.hallmark.upload.outbox.Outbox;
import dev.hallmark.upload.problems.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// The projects of this index.
@ApplicationScoped
public class Projects implements PanacheRepositoryBase<Project, UUID> {

    private final Outbox outbox;
    private final ProjectRoles roles;
    private final Clock clock;

    @Inject
    Projects(Outbox outbox, ProjectRoles roles, Clock clock) {
        this.outbox = outbox;
        this.roles = roles;
        this.clock = clock;
    }

    /// What became of the wish for a new project.
    public sealed interface Creation {
        record Created(Project project) implements Creation {}

        record NameInvalid(String why) implements Creation {}

        record NameTaken(ProjectName name) implements Creation {}
    }

    /// As the person who is signed in, who becomes its owner, or as the administrator.
    Uni<Creation> create(String spelling, Caller by) {
        return create(spelling, by.name(), by.person().map(Caller.Person::id));
    }

    /// Creates the project, gives it its owner, and tells of it, in one transaction, which is the caller's if there is
    /// one. The unique name decides among parallel requests.
    ///
    /// @param by who did it, for people
    public Uni<Creation> create(String spelling, String by, Optional<UUID> owner) {
        return switch (ProjectName.parse(spelling)) {
            case Parsed.Invalid<ProjectName>(String why) -> Uni.createFrom().item(new Creation.NameInvalid(why));
            case Parsed.Valid<ProjectName>(ProjectName name) -> create(name, spelling, by, owner);
        };
    }

    private Uni<Creation> create(ProjectName name, String spelling, String by, Optional<UUID> owner) {
        Instant now = clock.instant();
        Project project = Project.of(name, spelling, now, by);
        return Panache.withTransaction(() -> insertUnlessTaken(project)
                        .flatMap(inserted -> inserted
                                ? makeOwner(owner, project, by)
                                        .flatMap(_ -> outbox.add(new ProjectCreated(name, spelling, now, by), now))
                                        .replaceWith(true)
                                : Uni.createFrom().item(false)))
                .invoke(outbox::wakeRelay)
                .map(created -> created ? new Creation.Created(project) : new Creation.NameTaken(name));
    }

    private Uni<Void> makeOwner(Optional<UUID> owner, Project project, String by) {
        return owner.map(person -> roles.grant(project, person, ProjectRole.Kind.OWNER, by).replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private static Uni<Boolean> insertUnlessTaken(Project project) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery("""
                                insert into project (id, name, spelling, created_at, created_by)
                                values (:id, :name, :spelling, :createdAt, :createdBy) on conflict (name) do nothing
                                """)
                        .setParameter("id", project.id)
                        .setParameter("name", project.name)
                        .setParameter("spelling", project.spelling)
                        .setParameter("createdAt", project.createdAt)
                        .setParameter("createdBy", project.createdBy)
                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    /// The answer about a project that a path names, in any spelling; 404 when there is none. Needs a session.
    public Uni<Response> inPath(String spelling, Function<Project, Uni<Response>> answer) {
        return switch (ProjectName.parse(spelling)) {
            case Parsed.Valid<ProjectName>(ProjectName name) ->
                named(name).flatMap(found -> found.map(answer).orElseGet(Projects::unknown));
            case Parsed.Invalid<ProjectName> _ -> unknown();
        };
    }

    private static Uni<Response> unknown() {
        return Uni.createFrom()
                .item(Problem.of("project-unknown", "There is no such project.").response(404).build());
    }

    /// Needs a session.
    public Uni<Optional<Project>> named(ProjectName name) {
        return find("name", name.normalized()).firstResult().map(Optional::ofNullable);
    }

    /// The row locked until the end of the transaction: what is decided about the project now is decided by one at a time.
    public Uni<Project> locked(Project project) {
        return findById(project.id(), LockModeType.PESSIMISTIC_WRITE);
    }

    /// The row locked until the end of the transaction against changes of the project, and only against them.
    public Uni<Project> lockedAsItIs(Project project) {
        return findById(project.id(), LockModeType.PESSIMISTIC_READ);
    }

    /// In the transaction of the caller, and also where a project loses its last owner.
    public Uni<Void> revokeRolesOf(UUID person) {
        return roles.revokeAllOf(person);
    }

    /// Needs a session. Only those that exist.
    public Uni<List<Project>> named(List<ProjectName> names) {
        return list("name in ?1", names.stream().map(ProjectName::normalized).toList());
    }

    /// Needs a session. Those that the person is owner or maintainer of.
    public Uni<List<Project>> of(Caller.Person person) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery("""
                                select project.* from project join project_role on project_id = project.id
                                where person_id = :person order by project.name
                                """, Project.class)
                        .setParameter("person", person.id())
                        .getResultList());
    }

    /// Needs a session.
    Uni<List<Project>> inOrder() {
        return list("order by name");
    }
}
