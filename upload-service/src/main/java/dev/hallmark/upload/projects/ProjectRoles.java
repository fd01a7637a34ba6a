package dev.hallmark.upload.projects;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Who is owner or maintainer of what. A project that has owners keeps one: the row of the project is locked before an
/// owner goes, so that two who remove each other don't both succeed. Everything is in the transaction of the caller.
@ApplicationScoped
class ProjectRoles {

    private final Clock clock;

    @Inject
    ProjectRoles(Clock clock) {
        this.clock = clock;
    }

    /// What became of a change.
    enum Change {
        DONE,
        /// The person has no role in the project.
        NO_ROLE,
        /// The project would have no owner any more.
        LAST_OWNER
    }

    /// Gives the person this role and no other.
    Uni<Change> grant(Project project, UUID person, ProjectRole.Kind kind, String by) {
        return locked(project).flatMap(_ -> of(project)).flatMap(present -> isLastOwner(present, person)
                        && kind != ProjectRole.Kind.OWNER
                ? Uni.createFrom().item(Change.LAST_OWNER)
                : Panache.getSession()
                        .flatMap(session -> session.createNativeQuery("""
                                        insert into project_role (project_id, person_id, role, granted_at, granted_by)
                                        values (:project, :person, :role, :now, :by)
                                        on conflict (project_id, person_id) do update
                                        set role = excluded.role, granted_at = excluded.granted_at, granted_by = excluded.granted_by
                                        """)
                                .setParameter("project", project.id())
                                .setParameter("person", person)
                                .setParameter("role", kind.name())
                                .setParameter("now", clock.instant())
                                .setParameter("by", by)
                                .executeUpdate())
                        .replaceWith(Change.DONE));
    }

    /// Takes the person's role away, and with it what the person's tokens could do in the project.
    Uni<Change> revoke(Project project, UUID person) {
        return locked(project).flatMap(_ -> of(project)).flatMap(present -> {
            if (present.stream().noneMatch(role -> role.personId().equals(person))) {
                return Uni.createFrom().item(Change.NO_ROLE);
            }
            if (isLastOwner(present, person)) {
                return Uni.createFrom().item(Change.LAST_OWNER);
            }
            return Panache.getSession()
                    .flatMap(session -> session.createNativeQuery(
                                    "delete from project_role where project_id = :project and person_id = :person")
                            .setParameter("project", project.id())
                            .setParameter("person", person)
                            .executeUpdate())
                    .replaceWith(Change.DONE);
        });
    }

    /// Whatever becomes of the projects.
    Uni<Void> revokeAllOf(UUID person) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery("delete from project_role where person_id = :person")
                        .setParameter("person", person)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /// Owners first, then by name.
    Uni<List<ProjectRole>> of(Project project) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery("""
                                select person.id, person.subject, person.name, role, granted_at, granted_by
                                from project_role join person on person.id = person_id
                                where project_id = :project order by role desc, person.name, person.id
                                """, Tuple.class)
                        .setParameter("project", project.id())
                        .getResultList())
                .map(rows -> rows.stream().map(ProjectRoles::roleIn).toList());
    }

    private static ProjectRole roleIn(Tuple row) {
        return new ProjectRole(
                row.get(0, UUID.class),
                row.get(1, String.class),
                row.get(2, String.class),
                ProjectRole.Kind.valueOf(row.get(3, String.class)),
                row.get(4, OffsetDateTime.class).toInstant(),
                row.get(5, String.class));
    }

    private static boolean isLastOwner(List<ProjectRole> present, UUID person) {
        Optional<ProjectRole> owner = present.stream()
                .filter(role -> role.kind() == ProjectRole.Kind.OWNER && role.personId().equals(person))
                .findFirst();
        return owner.isPresent()
                && present.stream().filter(role -> role.kind() == ProjectRole.Kind.OWNER).count() == 1;
    }

    private static Uni<Project> locked(Project project) {
        return Panache.getSession()
                .flatMap(session -> session.find(Project.class, project.id(), LockModeType.PESSIMISTIC_WRITE));
    }
}
