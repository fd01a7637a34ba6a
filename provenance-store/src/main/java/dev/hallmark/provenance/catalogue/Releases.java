package dev.hallmark.provenance.catalogue;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Version;
import dev.hallmark.provenance.urls.UrlDecision;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/// The releases of the projects, with what was decided about their URLs.
@Singleton
public final class Releases {

    /// @param urls empty until the release's first file is known
    public record Release(Version version, Optional<UrlDecision> urls) {}

    public Uni<Void> add(ProjectName project, Version version) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "insert into release (project, version, spelling) values (?1, ?2, ?3) on conflict do nothing")
                        .setParameter(1, project.normalized())
                        .setParameter(2, version.canonical())
                        .setParameter(3, version.toString())
                        .executeUpdate())
                .replaceWithVoid();
    }

    public Uni<Optional<Release>> find(ProjectName project, Version version) {
        return ReleaseRow.<ReleaseRow>findById(ReleaseRow.Key.of(project, version))
                .map(row -> Optional.ofNullable(row).map(Releases::toRelease));
    }

    /// Newest version first.
    public Uni<List<Release>> ofProject(ProjectName project) {
        return ReleaseRow.<ReleaseRow>list("project", project.normalized())
                .map(rows -> rows.stream()
                        .map(Releases::toRelease)
                        .sorted((left, right) -> right.version().compareTo(left.version()))
                        .toList());
    }

    /// Records the decision unless there is one: the first one stands.
    public Uni<Void> decide(ProjectName project, Version version, UrlDecision decision) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "update release set urls = ?3 where project = ?1 and version = ?2 and urls is null")
                        .setParameter(1, project.normalized())
                        .setParameter(2, version.canonical())
                        .setParameter(3, Recorded.write(decision))
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static Release toRelease(ReleaseRow row) {
        return new Release(
                Version.parse(row.spelling).orThrow(),
                Optional.ofNullable(row.urls).map(json -> Recorded.read(json, UrlDecision.class)));
    }
}
