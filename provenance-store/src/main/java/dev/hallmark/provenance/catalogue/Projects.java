package dev.hallmark.provenance.catalogue;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.ProjectStatus;
import dev.hallmark.contract.event.ProjectCreated;
import dev.hallmark.provenance.Sql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The projects of the index. Every method runs in its caller's session; those that change something, in its
/// transaction, after [#lock].
@Singleton
public final class Projects {

    private static final int LISTING_SHARDS = 64;

    /// A project that is not known yet becomes known, unlisted.
    public Uni<Void> add(ProjectName name, String spelling) {
        return Sql.execute(
                "insert into project (name, spelling, listed, serial) values (?1, ?2, false, 0) on conflict do nothing",
                name.normalized(),
                spelling)
                .replaceWithVoid();
    }

    /// Until the transaction ends nobody else changes the project.
    public Uni<Void> lock(ProjectName name) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("select name from project where name = ?1 for update", String.class)
                        .setParameter(1, name.normalized())
                        .getSingleResultOrNull())
                .replaceWithVoid();
    }

    public Uni<Void> recordCreation(ProjectCreated created) {
        return Sql.execute("update project set spelling = ?2, created_at = ?3, created_by = ?4 where name = ?1",
                created.project().normalized(), created.spelling(), created.at(), created.by())
                .replaceWithVoid();
    }

    /// Of a listed project or of one that nobody can see yet.
    public Uni<Void> changeStatus(ProjectName name, ProjectStatus status, @Nullable String reason) {
        return Sql.execute(
                "update project set status = ?2, status_reason = ?3 where name = ?1",
                name.normalized(), status.marker(), reason)
                .replaceWithVoid();
    }

    /// Takes back what was said of how the project is written.
    public Uni<Void> respell(ProjectName name, String spelling) {
        return Sql.execute("update project set spelling = ?2 where name = ?1", name.normalized(), spelling)
                .replaceWithVoid();
    }

    /// All projects that are known, listed or not, by name.
    public Uni<List<ProjectName>> known() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("select name from project order by name", String.class)
                        .getResultList())
                .map(names -> names.stream().map(name -> ProjectName.parse(name).orThrow()).toList());
    }

    /// From now on readers can see the project.
    public Uni<Void> list(ProjectName name) {
        return Sql.execute("update project set listed = true where name = ?1", name.normalized())
                .replaceWithVoid();
    }

    /// Gives the project its next serial, because something that readers can see has changed.
    public Uni<Void> advance(ProjectName name, long serial) {
        return Sql.execute("update project set serial = ?2 where name = ?1", name.normalized(), serial)
                .replaceWithVoid();
    }

    /// Tells the list of projects that one has advanced. The last step of a transaction: until its commit other projects
    /// of the same shard wait.
    public Uni<Void> changeListing(ProjectName name) {
        return Sql.execute(
                "update listing_change set changes = changes + 1 where shard = ?1",
                Math.floorMod(name.hashCode(), LISTING_SHARDS))
                .replaceWithVoid();
    }

    public Uni<Optional<Project>> find(ProjectName name) {
        return ProjectRow.<ProjectRow>find("name = ?1 and listed", name.normalized())
                .firstResult()
                .map(row -> Optional.ofNullable(row).map(ProjectRow::toProject));
    }

    /// All listed projects by name, without those that are quarantined.
    public Uni<List<Project>> all() {
        return ProjectRow.<ProjectRow>list("listed and status <> 'quarantined' order by name")
                .map(rows -> rows.stream().map(ProjectRow::toProject).toList());
    }

    /// Another number whenever the list of projects, or a serial in it, has changed.
    public Uni<Long> listingVersion() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select cast(sum(changes) as bigint) from listing_change", Long.class)
                        .getSingleResult());
    }
}
