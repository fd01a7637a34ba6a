package dev.hallmark.upload.projects;

import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.event.ProjectCreated;
import dev.hallmark.upload.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The projects of this index.
@ApplicationScoped
public class Projects implements PanacheRepositoryBase<Project, UUID> {

    private final Outbox outbox;
    private final Clock clock;

    @Inject
    Projects(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /// What became of the wish for a new project.
    public sealed interface Creation {
        record Created(Project project) implements Creation {}

        record NameInvalid(String why) implements Creation {}

        record NameTaken(ProjectName name) implements Creation {}
    }

    /// Creates the project and tells of it, in one transaction, which is the caller's if there is one. The unique name decides among parallel requests.
    public Uni<Creation> create(String spelling, String by) {
        return switch (ProjectName.parse(spelling)) {
            case Parsed.Invalid<ProjectName>(String why) -> Uni.createFrom().item(new Creation.NameInvalid(why));
            case Parsed.Valid<ProjectName>(ProjectName name) -> create(name, spelling, by);
        };
    }

    private Uni<Creation> create(ProjectName name, String spelling, String by) {
        Instant now = clock.instant();
        Project project = Project.of(name, spelling, now, by);
        return Panache.withTransaction(() -> insertUnlessTaken(project)
                        .flatMap(inserted -> inserted
                                ? outbox.add(new ProjectCreated(name, spelling, now, by), now).replaceWith(true)
                                : Uni.createFrom().item(false)))
                .invoke(outbox::wakeRelay)
                .map(created -> created ? new Creation.Created(project) : new Creation.NameTaken(name));
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

    /// Needs a session.
    public Uni<Optional<Project>> named(ProjectName name) {
        return find("name", name.normalized()).firstResult().map(Optional::ofNullable);
    }

    /// Needs a session. Only those that exist.
    public Uni<List<Project>> named(List<ProjectName> names) {
        return list("name in ?1", names.stream().map(ProjectName::normalized).toList());
    }

    /// Needs a session.
    Uni<List<Project>> inOrder() {
        return list("order by name");
    }
}
