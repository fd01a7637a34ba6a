package dev.hallmark.upload.lifecycle;

import dev.hallmark.contract.Version;
import dev.hallmark.contract.event.FileDeleted;
import dev.hallmark.contract.event.ReleaseUnyanked;
import dev.hallmark.contract.event.ReleaseYanked;
import dev.hallmark.upload.outbox.Outbox;
import dev.hallmark.upload.projects.Project;
import dev.hallmark.upload.projects.Projects;
import dev.hallmark.upload.staging.BlobSweep;
import dev.hallmark.upload.staging.Upload;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The releases of projects and their files.
///
/// Everything is in the transaction of the caller, which tells of each change in it. The row of the project is locked
/// first: changes of one project, and uploads to it, follow one another.
@ApplicationScoped
class Releases {

    /// Published, or perhaps to be.
    private static final List<Upload.State> THERE =
            List.of(Upload.State.STAGED, Upload.State.HELD, Upload.State.PUBLISHED);

    private final Projects projects;
    private final Outbox outbox;
    private final BlobSweep sweep;
    private final Clock clock;

    @Inject
    Releases(Projects projects, Outbox outbox, BlobSweep sweep, Clock clock) {
        this.projects = projects;
        this.outbox = outbox;
        this.sweep = sweep;
        this.clock = clock;
    }

    /// What became of a change.
    enum Change {
        DONE,
        /// It is like that already; nobody was told anything.
        ALREADY,
        /// The project has no such file, or no file of such a release.
        UNKNOWN,
        /// A file is staged or held: it may yet be published.
        UNDECIDED
    }

    /// @param files in every state but rejected
    record Release(Version version, Optional<Yank> yank, List<Upload> files) {}

    /// @param reason for people
    record Yank(Instant at, Optional<String> reason, String by) {}

    /// In the order of their versions.
    Uni<List<Release>> of(Project project) {
        return Upload.<Upload>list("project = ?1 and state <> ?2 order by sequence", project, Upload.State.REJECTED)
                .flatMap(uploads -> yanksOf(project).map(yanks -> {
                    Map<Version, List<Upload>> files = new TreeMap<>();
                    for (Upload upload : uploads) {
                        files.computeIfAbsent(upload.version(), _ -> new ArrayList<>()).add(upload);
                    }
                    return files.entrySet().stream()
                            .map(entry -> new Release(
                                    entry.getKey(),
                                    Optional.ofNullable(yanks.get(entry.getKey().canonical())),
                                    List.copyOf(entry.getValue())))
                            .toList();
                }));
    }

    private static Uni<Map<String, Yank>> yanksOf(Project project) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery("""
                                select version, yanked_at, yanked_reason, yanked_by from release
                                where project_id = :project and yanked_at is not null
                                """, Tuple.class)
                        .setParameter("project", project.id())
                        .getResultList())
                .map(rows -> {
                    Map<String, Yank> yanks = new TreeMap<>();
                    for (Tuple row : rows) {
                        yanks.put(
                                row.get(0, String.class),
                                new Yank(
                                        row.get(1, OffsetDateTime.class).toInstant(),
                                        Optional.ofNullable(row.get(2, String.class)),
                                        row.get(3, String.class)));
                    }
                    return yanks;
                });
    }

    /// Another reason yanks anew.
    Uni<Change> yank(Project project, Version version, @Nullable String reason, String by) {
        Instant now = clock.instant();
        return changeYank(
                project,
                version,
                yank -> yank.isPresent() && Objects.equals(yank.get().reason().orElse(null), reason),
                new Yank(now, Optional.ofNullable(reason), by),
                () -> outbox.add(new ReleaseYanked(project.name(), version, reason, now, by), now));
    }

    Uni<Change> unyank(Project project, Version version, String by) {
        Instant now = clock.instant();
        return changeYank(
                project,
                version,
                Optional::isEmpty,
                null,
                () -> outbox.add(new ReleaseUnyanked(project.name(), version, now, by), now));
    }

    private Uni<Change> changeYank(
            Project project,
            Version version,
            Predicate<Optional<Yank>> isLikeThat,
            @Nullable Yank wish,
            Supplier<Uni<Void>> tell) {
        return projects.locked(project)
                .flatMap(_ -> Upload.count(
                        "project = ?1 and version = ?2 and state in ?3", project, version.canonical(), THERE))
                .flatMap(files -> files == 0
                        ? Uni.createFrom().item(Change.UNKNOWN)
                        : yanksOf(project)
                                .map(yanks -> Optional.ofNullable(yanks.get(version.canonical())))
                                .flatMap(yank -> isLikeThat.test(yank)
                                        ? Uni.createFrom().item(Change.ALREADY)
                                        : store(project, version, wish)
                                                .flatMap(_ -> tell.get())
                                                .replaceWith(Change.DONE)));
    }

    private static Uni<Integer> store(Project project, Version version, @Nullable Yank yank) {
        return Panache.getSession().flatMap(session -> session.createNativeQuery("""
                        update release set yanked_at = cast(:at as timestamptz), yanked_reason = cast(:reason as text),
                            yanked_by = cast(:by as text)
                        where project_id = :project and version = :version
                        """)
                .setParameter("at", yank == null ? null : yank.at())
                .setParameter("reason", yank == null ? null : yank.reason().orElse(null))
                .setParameter("by", yank == null ? null : yank.by())
                .setParameter("project", project.id())
                .setParameter("version", version.canonical())
                .executeUpdate());
    }

    Uni<Change> deleteFile(Project project, Version version, String filename, String by) {
        return filesOf(project, "and version = ?3 and filename = ?4", version.canonical(), filename)
                .flatMap(files -> delete(files, by));
    }

    Uni<Change> deleteRelease(Project project, Version version, String by) {
        return filesOf(project, "and version = ?3", version.canonical()).flatMap(files -> delete(files, by));
    }

    /// Every file; the project keeps its name.
    Uni<Change> deleteAll(Project project, String by) {
        return filesOf(project, "").flatMap(files -> delete(files, by));
    }

    /// Those that are there, locked.
    private Uni<List<Upload>> filesOf(Project project, String which, Object... parameters) {
        Object[] all = new Object[parameters.length + 2];
        all[0] = project;
        all[1] = THERE;
        System.arraycopy(parameters, 0, all, 2, parameters.length);
        return projects.locked(project)
                .flatMap(_ -> Upload.<Upload>find("project = ?1 and state in ?2 " + which + " order by id", all)
                        .withLock(LockModeType.PESSIMISTIC_WRITE)
                        .list());
    }

    private Uni<Change> delete(List<Upload> files, String by) {
        if (files.isEmpty()) {
            return Uni.createFrom().item(Change.UNKNOWN);
        }
        if (files.stream().anyMatch(file -> file.state() != Upload.State.PUBLISHED)) {
            return Uni.createFrom().item(Change.UNDECIDED);
        }
        Instant now = clock.instant();
        Uni<Void> deleted = Uni.createFrom().voidItem();
        for (Upload file : files) {
            deleted = deleted.flatMap(_ -> {
                file.markDeleted();
                return outbox.add(
                                new FileDeleted(file.project().name(), file.version(), file.id(), file.filename(), now, by),
                                now)
                        .flatMap(_ -> sweep.noteDeleted(file.digests()));
            });
        }
        return deleted.replaceWith(Change.DONE);
    }
}
