package dev.hallmark.provenance.webhooks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.hallmark.contract.event.EventRecord;
import dev.hallmark.provenance.Sql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who is told over HTTP, and what they are still to be told. Every method runs in its caller's transaction.
@Singleton
public final class Webhooks {

    /// @param types event types such as `hallmark.file.published`; null for all
    /// @param project its normalised name; null for all
    /// @param waiting how many deliveries are still tried
    /// @param givenUp how many were tried for too long
    public record Webhook(
            UUID id,
            String url,
            @Nullable List<String> types,
            @Nullable String project,
            Instant addedAt,
            long waiting,
            long givenUp) {}

    /// One delivery that is due.
    ///
    /// @param attempts this one included
    record Due(long id, String url, WebhookSecret secret, UUID eventId, String body, int attempts, Instant queuedAt) {}

    private final Clock clock;

    Webhooks(Clock clock) {
        this.clock = clock;
    }

    Uni<Void> add(Webhook webhook, WebhookSecret secret) {
        return WebhookRow.of(webhook, secret).persistAndFlush().replaceWithVoid();
    }

    /// Its deliveries go with it.
    Uni<Boolean> remove(UUID id) {
        return WebhookRow.deleteById(id);
    }

    Uni<List<Webhook>> all() {
        return WebhookRow.<WebhookRow>list("order by addedAt").chain(rows -> {
            Uni<List<Webhook>> counted = Uni.createFrom().item(new ArrayList<>());
            for (WebhookRow row : rows) {
                counted = counted.call(list -> counted(row).invoke(list::add));
            }
            return counted;
        });
    }

    private static Uni<Webhook> counted(WebhookRow row) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                """
                                select count(*) filter (where next_attempt_at is not null),
                                    count(*) filter (where next_attempt_at is null)
                                from webhook_delivery where webhook_id = ?1""",
                                Object[].class)
                        .setParameter(1, row.id)
                        .getSingleResult())
                .map(counts -> row.toWebhook((Long) counts[0], (Long) counts[1]));
    }

    /// Queues an event for everybody who wants it, in the transaction that announces it.
    public Uni<Void> queue(UUID eventId, EventRecord record) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                """
                                insert into webhook_delivery (webhook_id, event_id, body, queued_at, next_attempt_at)
                                select w.id, cast(?1 as uuid), cast(?2 as text), cast(?3 as timestamptz), cast(?3 as timestamptz)
                                from webhook w
                                where (w.project is null or w.project = ?4) and (w.types is null or strpos(w.types, ?5) > 0)
                                on conflict do nothing""")
                        .setParameter(1, eventId)
                        .setParameter(2, body(record))
                        .setParameter(3, clock.instant())
                        .setParameter(4, record.key())
                        .setParameter(5, '"' + record.headers().getOrDefault("ce_type", "") + '"')
                        .executeUpdate())
                .replaceWithVoid();
    }

    /// The event in CloudEvents' structured mode.
    private static String body(EventRecord record) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        for (String attribute : List.of("specversion", "id", "source", "type", "subject", "time")) {
            event.put(attribute, record.headers().get("ce_" + attribute));
        }
        event.put("datacontenttype", "application/json");
        event.putRawValue("data", new RawValue(record.json()));
        return event.toString();
    }

    /// The next deliveries that are due; until then nobody else sends them.
    Uni<List<Due>> claim(int limit, Instant now, Instant until) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                """
                                update webhook_delivery d set attempts = attempts + 1, next_attempt_at = ?3
                                from webhook w
                                where w.id = d.webhook_id and d.id in (
                                    select id from webhook_delivery where next_attempt_at <= ?1
                                    order by next_attempt_at limit ?2 for update skip locked)
                                returning d.id, w.url, w.secret, d.event_id, d.body, d.attempts, d.queued_at""",
                                Object[].class)
                        .setParameter(1, now)
                        .setParameter(2, limit)
                        .setParameter(3, until)
                        .getResultList())
                .map(rows -> rows.stream().map(Webhooks::toDue).toList());
    }

    private static Due toDue(Object[] row) {
        return new Due(
                (Long) row[0],
                (String) row[1],
                WebhookSecret.of((byte[]) row[2]),
                (UUID) row[3],
                (String) row[4],
                (Integer) row[5],
                ((OffsetDateTime) row[6]).toInstant());
    }

    Uni<Void> delivered(Due due) {
        return Sql.execute("delete from webhook_delivery where id = ?1", due.id()).replaceWithVoid();
    }

    Uni<Void> retry(Due due, Instant at, String failure) {
        return Sql.execute(
                        "update webhook_delivery set next_attempt_at = ?2, last_failure = ?3 where id = ?1",
                        due.id(),
                        at,
                        failure)
                .replaceWithVoid();
    }

    /// The delivery stays, for the administrator to see, until its webhook is removed.
    Uni<Void> giveUp(Due due, String failure) {
        return Sql.execute(
                        "update webhook_delivery set next_attempt_at = null, last_failure = ?2 where id = ?1",
                        due.id(),
                        failure)
                .replaceWithVoid();
    }
}
