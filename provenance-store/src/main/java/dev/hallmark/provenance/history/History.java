package dev.hallmark.provenance.history;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.provenance.catalogue.Recorded;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// The history of all projects. Entries are added in the transaction that does what they tell of, and never changed.
@Singleton
public final class History {

    /// An entry and its place in the history.
    ///
    /// @param json the JSON object of a [HistoryEntry]
    public record Recalled(long id, Instant at, String json) {}

    public Uni<Void> add(ProjectName project, Instant at, HistoryEntry entry) {
        return HistoryRow.of(project.normalized(), at, Recorded.write(entry))
                .persist()
                .replaceWithVoid();
    }

    /// The newest entries, of which each is older than the entry `before`.
    public Uni<List<Recalled>> newest(ProjectName project, long before, int limit) {
        return HistoryRow.<HistoryRow>find("project = ?1 and id < ?2 order by id desc", project.normalized(), before)
                .page(0, limit)
                .list()
                .map(rows -> rows.stream()
                        .map(row -> new Recalled(Objects.requireNonNull(row.id), row.at, row.entry))
                        .toList());
    }
}
