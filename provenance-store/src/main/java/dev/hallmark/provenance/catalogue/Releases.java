package dev.hallmark.provenance.catalogue;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Version;
import dev.hallmark.provenance.Sql;
import dev.hallmark.provenance.urls.UrlDecision;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The releases of the projects, with what was decided about their URLs.
@Singleton
public final class Releases {

    /// @param urls empty until the release's first file is known
    /// @param yank null for a release that is not yanked
    public record Release(Version version, Optional<UrlDecision> urls, @Nullable Yank yank) {}

    public Uni<Void> add(ProjectName project, Version version) {
        return Sql.execute(
                        "insert into release (project, version, spelling) values (?1, ?2, ?3) on conflict do nothing",
                        project.normalized(),
                        version.canonical(),
                        version.toString())
                .replaceWithVoid();
    }

    /// Counts a file that is published from now on.
    public Uni<Void> date(ProjectName project, Version version, Instant uploadedAt) {
        return Sql.execute(
                        "update release set since = least(since, ?3) where project = ?1 and version = ?2",
                        project.normalized(),
                        version.canonical(),
                        uploadedAt)
                .replaceWithVoid();
    }

    /// The release before a file's own: the latest that came into being earlier and has files with a publish attestation;
    /// if none has any, the latest earlier one with files to be seen.
    public Uni<Optional<Version>> before(ProjectName project, Version version, Instant uploadedAt) {
        return before(project, version, uploadedAt, "and f.publish").chain(attested -> attested.isPresent()
                ? Uni.createFrom().item(attested)
                : before(project, version, uploadedAt, ""));
    }

    private static Uni<Optional<Version>> before(
            ProjectName project, Version version, Instant uploadedAt, String condition) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                """
                                select r.spelling from release r
                                where r.project = ?1 and r.version <> ?2
                                    and r.since < coalesce(
                                        (select since from release where project = ?1 and version = ?2), ?3)
                                    and exists (
                                        select from file f where f.project = r.project and f.release = r.version
                                            and f.state = 'published'\s"""
                                        + condition + ") order by r.since desc limit 1",
                                String.class)
                        .setParameter(1, project.normalized())
                        .setParameter(2, version.canonical())
                        .setParameter(3, uploadedAt)
                        .getSingleResultOrNull())
                .map(spelling -> Optional.ofNullable(spelling).map(text -> Version.parse(text).orThrow()));
    }

    public Uni<Optional<Release>> find(ProjectName project, Version version) {
        return ReleaseRow.<ReleaseRow>findById(ReleaseRow.Key.of(project, version))
                .map(row -> Optional.ofNullable(row).map(Releases::toRelease));
    }

    /// Those that have files to be seen, newest version first.
    public Uni<List<Release>> ofProject(ProjectName project) {
        return ReleaseRow.<ReleaseRow>list(
                        """
                        from ReleaseRow r where r.project = ?1 and exists (
                            select 1 from FileRow f
                            where f.project = r.project and f.release = r.version and f.state = 'published')""",
                        project.normalized())
                .map(rows -> rows.stream()
                        .map(Releases::toRelease)
                        .sorted((left, right) -> right.version().compareTo(left.version()))
                        .toList());
    }

    /// What people are shown first: no yanked release if there is another, no pre-release if there is another, and then the
    /// highest version.
    ///
    /// @param releases newest version first
    public static Optional<Release> latest(List<Release> releases) {
        return releases.stream()
                .min(Comparator.comparing((Release release) -> release.yank() != null)
                        .thenComparing(release -> release.version().isPrerelease()));
    }

    /// Records the decision unless there is one: the first one stands.
    public Uni<Void> decide(ProjectName project, Version version, UrlDecision decision) {
        return Sql.execute(
                        "update release set urls = ?3 where project = ?1 and version = ?2 and urls is null",
                        project.normalized(),
                        version.canonical(),
                        Recorded.write(decision))
                .replaceWithVoid();
    }

    /// From now on the release is yanked, or with null is not.
    public Uni<Void> yank(ProjectName project, Version version, @Nullable Yank yank) {
        return Sql.execute(
                        "update release set yanked = ?3, yank_reason = ?4 where project = ?1 and version = ?2",
                        project.normalized(),
                        version.canonical(),
                        yank != null,
                        yank == null ? null : yank.reason())
                .replaceWithVoid();
    }

    /// Replaces the decision by one that says more.
    public Uni<Void> raise(ProjectName project, Version version, UrlDecision decision) {
        return Sql.execute(
                        "update release set urls = ?3 where project = ?1 and version = ?2",
                        project.normalized(),
                        version.canonical(),
                        Recorded.write(decision))
                .replaceWithVoid();
    }

    private static Release toRelease(ReleaseRow row) {
        return new Release(
                Version.parse(row.spelling).orThrow(),
                Optional.ofNullable(row.urls).map(json -> Recorded.read(json, UrlDecision.class)),
                row.yank());
    }
}
