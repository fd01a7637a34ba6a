package dev.hallmark.upload.publishers;

import dev.hallmark.upload.projects.Project;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The organisations, and which projects belong to them. Everything here needs a session, and what writes a transaction,
/// of the caller.
@ApplicationScoped
class Organizations implements PanacheRepositoryBase<Organization, UUID> {

    private final Publishers publishers;
    private final Clock clock;

    @Inject
    Organizations(Publishers publishers, Clock clock) {
        this.publishers = publishers;
        this.clock = clock;
    }

    /// Empty when the name is taken; the unique name decides among parallel requests.
    Uni<Optional<Organization>> create(String name, String by) {
        Organization organization = Organization.of(name, clock.instant(), by);
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery("""
                                insert into organization (id, name, created_at, created_by)
                                values (:id, :name, :createdAt, :createdBy) on conflict (name) do nothing
                                """)
                        .setParameter("id", organization.id)
                        .setParameter("name", organization.name)
                        .setParameter("createdAt", organization.createdAt)
                        .setParameter("createdBy", organization.createdBy)
                        .executeUpdate())
                .map(rows -> rows == 1 ? Optional.of(organization) : Optional.empty());
    }

    Uni<Optional<Organization>> named(String name) {
        return find("name", name).firstResult().map(Optional::ofNullable);
    }

    Uni<List<Organization>> inOrder() {
        return list("order by name");
    }

    /// What became of the wish that a project belongs to an organisation.
    enum Joining {
        JOINED,
        MEMBER_ALREADY,
        MEMBER_OF_ANOTHER
    }

    /// Makes the project trust what the organisation trusts, and tells of it.
    Uni<Joining> join(Project project, Organization organization, String by) {
        return Panache.getSession().flatMap(session -> session.createNativeQuery("""
                                insert into organization_project (project_id, organization_id) values (:project, :organization)
                                on conflict (project_id) do nothing
                                """)
                        .setParameter("project", project.id())
                        .setParameter("organization", organization.id)
                        .executeUpdate()
                        .flatMap(rows -> rows == 1
                                ? publishers.tellJoined(project, organization, by).replaceWith(Joining.JOINED)
                                : session.find(Membership.class, project.id())
                                        .map(membership -> membership.organizationId.equals(organization.id)
                                                ? Joining.MEMBER_ALREADY
                                                : Joining.MEMBER_OF_ANOTHER)));
    }

    /// Ends the organisation's trust for the project, and tells of it. Upload tokens by that trust are dead at once. False
    /// when the project was no member.
    Uni<Boolean> leave(Project project, Organization organization, String by) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(
                                "delete from organization_project where project_id = :project and organization_id = :organization")
                        .setParameter("project", project.id())
                        .setParameter("organization", organization.id)
                        .executeUpdate())
                .flatMap(rows -> rows == 1
                        ? publishers.tellLeft(project, organization, by).replaceWith(true)
                        : Uni.createFrom().item(false));
    }
}
