package dev.hallmark.provenance.audit;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Version;
import dev.hallmark.contract.event.Event;
import dev.hallmark.contract.event.FileQuarantined;
import dev.hallmark.contract.event.FileUnquarantined;
import dev.hallmark.provenance.Sql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Orders to hide files, and to show them again. An order names its files at once and for good; each file then follows by
/// an event of its own, so that it is part of its project's history. A file is hidden for as long as any order holds it.
/// Every method runs in its caller's transaction.
@Singleton
public final class Quarantines {

    /// @param criteria null where the files were named one by one
    /// @param files how many it holds
    /// @param done how many of them have followed
    public record Quarantine(
            UUID id,
            @Nullable Criteria criteria,
            String reason,
            String orderedBy,
            Instant orderedAt,
            @Nullable String liftedBy,
            @Nullable Instant liftedAt,
            long files,
            long done) {}

    /// A file that has to follow an order, and the event by which it does.
    ///
    /// @param event empty if another order holds the file, or it is gone
    public record Step(UUID quarantineId, UUID uploadId, UUID eventId, Optional<Event> event) {}

    Uni<Integer> order(UUID id, Criteria criteria, String reason, String by, Instant now) {
        List<Object> parameters = new ArrayList<>();
        String where = Search.where(criteria, parameters);
        return QuarantineRow.of(id, criteria, reason, by, now)
                .persistAndFlush()
                .chain(_ -> Sql.execute(
                        """
                        insert into quarantine_item (quarantine_id, upload_id, done)
                        select distinct cast('%s' as uuid), a.upload_id, false
                        from attestation a join file f on f.upload_id = a.upload_id
                        where f.state <> 'deleted' and\s"""
                                        .formatted(id)
                                + where,
                        parameters.toArray()));
    }

    /// @return how many of these uploads there are
    Uni<Integer> order(UUID id, List<UUID> uploadIds, String reason, String by, Instant now) {
        return QuarantineRow.of(id, null, reason, by, now)
                .persistAndFlush()
                .chain(_ -> Sql.execute(
                        """
                        insert into quarantine_item (quarantine_id, upload_id, done)
                        select ?1, upload_id, false from file where upload_id = any(?2) and state <> 'deleted'""",
                        id,
                        uploadIds.toArray(UUID[]::new)));
    }

    /// @return whether there is such an order in force
    Uni<Boolean> lift(UUID id, String by, Instant now) {
        return Sql.execute(
                        "update quarantine set lifted_by = ?2, lifted_at = ?3 where id = ?1 and lifted_at is null",
                        id,
                        by,
                        now)
                .call(lifted -> lifted == 0
                        ? Uni.createFrom().voidItem()
                        : Sql.execute("update quarantine_item set done = false where quarantine_id = ?1", id))
                .map(lifted -> lifted > 0);
    }

    Uni<Optional<Quarantine>> find(UUID id) {
        return QuarantineRow.<QuarantineRow>findById(id)
                .chain(row -> row == null
                        ? Uni.createFrom().item(Optional.empty())
                        : counted(row).map(Optional::of));
    }

    /// The newest first.
    Uni<List<Quarantine>> all() {
        return QuarantineRow.<QuarantineRow>list("order by orderedAt desc").chain(rows -> {
            Uni<List<Quarantine>> counted = Uni.createFrom().item(new ArrayList<>());
            for (QuarantineRow row : rows) {
                counted = counted.call(list -> counted(row).invoke(list::add));
            }
            return counted;
        });
    }

    private static Uni<Quarantine> counted(QuarantineRow row) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select count(*), count(*) filter (where done) from quarantine_item where quarantine_id = ?1",
                                Object[].class)
                        .setParameter(1, row.id)
                        .getSingleResult())
                .map(counts -> row.toQuarantine((Long) counts[0], (Long) counts[1]));
    }

    /// The next files that have to follow an order.
    public Uni<List<Step>> open(int limit) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                """
                                select i.quarantine_id, i.upload_id, f.project, f.version, f.filename, q.reason, q.ordered_by,
                                    q.lifted_by, coalesce(q.lifted_at, q.ordered_at), exists (
                                        select from quarantine_item o join quarantine p on p.id = o.quarantine_id
                                        where o.upload_id = i.upload_id and p.id <> q.id and p.lifted_at is null)
                                from quarantine_item i join quarantine q on q.id = i.quarantine_id
                                    left join file f on f.upload_id = i.upload_id
                                where not i.done order by i.quarantine_id, f.project, i.upload_id limit\s"""
                                        + limit,
                                Object[].class)
                        .getResultList())
                .map(rows -> rows.stream().map(Quarantines::toStep).toList());
    }

    public Uni<Void> close(Step step) {
        return Sql.execute(
                        "update quarantine_item set done = true where quarantine_id = ?1 and upload_id = ?2",
                        step.quarantineId(),
                        step.uploadId())
                .replaceWithVoid();
    }

    private static Step toStep(Object[] row) {
        UUID quarantineId = (UUID) row[0];
        UUID uploadId = (UUID) row[1];
        @Nullable String liftedBy = (String) row[7];
        UUID eventId = UUID.nameUUIDFromBytes(((liftedBy == null ? "quarantine/" : "lift/") + quarantineId + "/" + uploadId)
                .getBytes(StandardCharsets.UTF_8));
        boolean heldByAnother = (Boolean) row[9];
        if (row[2] == null || (liftedBy != null && heldByAnother)) {
            return new Step(quarantineId, uploadId, eventId, Optional.empty());
        }
        ProjectName project = ProjectName.parse((String) row[2]).orThrow();
        Version version = Version.parse((String) row[3]).orThrow();
        String filename = (String) row[4];
        Instant at = ((OffsetDateTime) row[8]).toInstant();
        Event event = liftedBy == null
                ? new FileQuarantined(uploadId, project, version, filename, (String) row[5], at, (String) row[6])
                : new FileUnquarantined(uploadId, project, version, filename, at, Objects.requireNonNull(liftedBy));
        return new Step(quarantineId, uploadId, eventId, Optional.of(event));
    }
}
