package dev.hallmark.provenance.history;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.provenance.Sql;
import dev.hallmark.provenance.catalogue.Recorded;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The history of all projects. Entries are added in the transaction that does what they tell of, and never changed.
@Singleton
public final class History {

    private static final long ENTRIES_OF_AN_EVENT = 1_024;

    /// An entry and its place in the history.
    ///
    /// @param json the JSON object of a [HistoryEntry]
    public record Recalled(long id, ProjectName project, Instant at, String json) {}

    /// @param event the number of the event that the entry tells of; entries of one event keep their order
    /// @param at when it happened
    public Uni<Void> add(ProjectName project, long event, Instant at, HistoryEntry entry) {
        return Sql.execute(
                        """
                                insert into history_entry (id, project, at, entry)
                                select coalesce(max(id) + 1, ?1), cast(?3 as text), cast(?4 as timestamptz), cast(?5 as text)
                                from history_entry where id >= ?1 and id < ?2""",
                        event * ENTRIES_OF_AN_EVENT,
                        (event + 1) * ENTRIES_OF_AN_EVENT,
                        project.normalized(),
                        at,
                        Recorded.write(entry))
                .replaceWithVoid();
    }

    /// The newest entries, of which each is older than the entry `before`.
    public Uni<List<Recalled>> newest(ProjectName project, long before, int limit) {
        return HistoryRow.<HistoryRow>find("project = ?1 and id < ?2 order by id desc", project.normalized(), before)
                .page(0, limit)
                .list()
                .map(rows -> rows.stream().map(History::toRecalled).toList());
    }

    /// The entry that tells of a submission's attestations being added; empty if they were not.
    public Uni<Optional<Recalled>> findAdded(ProjectName project, UUID submissionId) {
        String entry = "\"kind\":\"attestations-added\",\"submissionId\":\"" + submissionId + '"';
        return HistoryRow.<HistoryRow>find("project = ?1 and locate(?2, entry) > 0", project.normalized(), entry)
                .firstResult()
                .map(row -> Optional.ofNullable(row).map(History::toRecalled));
    }

    /// The newest entries of all projects that readers can see.
    public Uni<List<Recalled>> newest(int limit) {
        return HistoryRow.<HistoryRow>find(
                        "from HistoryRow h where h.project in (select p.name from ProjectRow p where p.listed) order by h.id desc")
                .page(0, limit)
                .list()
                .map(rows -> rows.stream().map(History::toRecalled).toList());
    }

    private static Recalled toRecalled(HistoryRow row) {
        return new Recalled(row.id, ProjectName.parse(row.project).orThrow(), row.at, row.entry);
    }
}
