package dev.hallmark.provenance.ingest;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.provenance.Sql;
import dev.hallmark.provenance.catalogue.Projects;
import dev.hallmark.provenance.journal.Journal;
import dev.hallmark.provenance.simple.SimplePages;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/// Drops what is recorded of a project and makes it again of the journal, in one transaction: readers see the old until
/// they see the new, which is the same to the byte if nobody has tampered with it. Nobody is told anything again. What
/// administrators have decided stays.
@Singleton
final class Rebuild {

    private static final int BATCH = 200;

    /// Children before parents. The blobs are upload-service's and not touched.
    private static final List<String> READ_MODEL = List.of(
            "delete from attestation where upload_id in (select upload_id from file where project = ?1)",
            "delete from waiting_event where number in (select number from journal where key = ?1)",
            "delete from file where project = ?1",
            "delete from held_file where project = ?1",
            "delete from refused_file where project = ?1",
            "delete from release where project = ?1",
            "delete from history_entry where project = ?1",
            "delete from simple_block where project = ?1",
            "delete from simple_page where project = ?1",
            """
            update project set listed = false, serial = 0, status = 'active', status_reason = null, created_at = null,
                created_by = null where name = ?1""");

    private final Projects projects;
    private final Journal journal;
    private final Ingest ingest;
    private final SimplePages simplePages;

    Rebuild(Projects projects, Journal journal, Ingest ingest, SimplePages simplePages) {
        this.projects = projects;
        this.journal = journal;
        this.ingest = ingest;
        this.simplePages = simplePages;
    }

    /// @return how many events it is made of
    Uni<Long> rebuild(ProjectName project) {
        return Panache.withTransaction(() -> projects.lock(project)
                .chain(_ -> drop(project))
                .chain(_ -> replay(project, 0, 0))
                .call(_ -> projects.find(project)
                        .chain(found -> found.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : simplePages.render(project).chain(_ -> projects.changeListing(project)))));
    }

    private static Uni<Void> drop(ProjectName project) {
        Uni<Void> dropped = Uni.createFrom().voidItem();
        for (String sql : READ_MODEL) {
            dropped = dropped.chain(_ -> Sql.execute(sql, project.normalized())).replaceWithVoid();
        }
        return dropped;
    }

    private Uni<Long> replay(ProjectName project, long after, long before) {
        return journal.after(project, after, BATCH).chain(entries -> {
            Uni<Void> replayed = before == 0 && !entries.isEmpty()
                    ? projects.respell(project, Ingest.spelling(entries.getFirst().event().event()))
                    : Uni.createFrom().voidItem();
            for (Journal.Entry entry : entries) {
                replayed = replayed.chain(_ -> ingest.replay(entry));
            }
            long sofar = before + entries.size();
            return replayed.chain(_ -> entries.size() < BATCH
                    ? Uni.createFrom().item(sofar)
                    : replay(project, entries.getLast().moment().number(), sofar));
        });
    }
}
