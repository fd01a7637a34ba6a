package dev.hallmark.provenance.audit;

import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.event.EventCodec;
import dev.hallmark.contract.event.ReviewConcluded;
import dev.hallmark.contract.event.ReviewRequested;
import dev.hallmark.provenance.Sql;
import dev.hallmark.provenance.announcements.Announcement;
import dev.hallmark.provenance.announcements.Announcements;
import dev.hallmark.provenance.catalogue.Files;
import dev.hallmark.provenance.catalogue.PublishedFile;
import dev.hallmark.provenance.catalogue.Recorded;
import dev.hallmark.provenance.catalogue.RecordedAttestation;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Orders to verify recorded attestations again. An order names its questions at once, one for each file and identity; they
/// are put to the verifier through the outbox, a few at a time. Every method runs in its caller's transaction.
@Singleton
public final class Reviews {

    /// @param items how many questions there are in each state: `waiting`, `asked`, `holds`, `fallen`, `too-large`
    public record Review(
            UUID id, Criteria criteria, String reason, String requestedBy, Instant requestedAt, Map<String, Long> items) {}

    /// A question without an answer for that long is put again: Kafka may have lost it.
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private record Question(UUID reviewId, UUID uploadId, String identity) {}

    private final Files files;
    private final Announcements announcements;
    private final EventCodec codec = new EventCodec();

    Reviews(Files files, Announcements announcements) {
        this.files = files;
        this.announcements = announcements;
    }

    Uni<Void> order(UUID id, Criteria criteria, String reason, String by, Instant now) {
        List<Object> parameters = new ArrayList<>();
        String where = Search.where(criteria, parameters);
        return ReviewRow.of(id, criteria, reason, by, now)
                .persistAndFlush()
                .chain(_ -> Sql.execute(
                        """
                        insert into review_item (review_id, upload_id, identity, state)
                        select distinct cast('%s' as uuid), a.upload_id, a.identity, 'waiting'
                        from attestation a join file f on f.upload_id = a.upload_id
                        where f.state <> 'deleted' and\s"""
                                        .formatted(id)
                                + where,
                        parameters.toArray()))
                .replaceWithVoid();
    }

    Uni<Optional<Review>> find(UUID id) {
        return ReviewRow.<ReviewRow>findById(id).chain(row ->
                row == null ? Uni.createFrom().item(Optional.empty()) : counted(row).map(Optional::of));
    }

    /// The newest first.
    Uni<List<Review>> all() {
        return ReviewRow.<ReviewRow>list("order by requestedAt desc").chain(rows -> {
            Uni<List<Review>> counted = Uni.createFrom().item(new ArrayList<>());
            for (ReviewRow row : rows) {
                counted = counted.call(list -> counted(row).invoke(list::add));
            }
            return counted;
        });
    }

    private static Uni<Review> counted(ReviewRow row) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select state, count(*) from review_item where review_id = ?1 group by state", Object[].class)
                        .setParameter(1, row.id)
                        .getResultList())
                .map(rows -> {
                    Map<String, Long> items = new TreeMap<>();
                    rows.forEach(count -> items.put((String) count[0], (Long) count[1]));
                    return row.toReview(items);
                });
    }

    /// Puts the next questions into the outbox.
    ///
    /// @return how many
    Uni<Integer> ask(int limit, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                """
                                select review_id, upload_id, identity from review_item
                                where state = 'waiting' or (state = 'asked' and asked_at < ?2)
                                limit ?1 for update skip locked""",
                                Object[].class)
                        .setParameter(1, limit)
                        .setParameter(2, now.minus(PATIENCE))
                        .getResultList())
                .chain(rows -> {
                    Uni<Void> asked = Uni.createFrom().voidItem();
                    for (Object[] row : rows) {
                        asked = asked.chain(_ -> ask(new Question((UUID) row[0], (UUID) row[1], (String) row[2]), now));
                    }
                    return asked.replaceWith(rows.size());
                });
    }

    private Uni<Void> ask(Question question, Instant now) {
        return files.find(question.uploadId()).chain(found -> {
            ReviewRequested request = request(question, found.orElseThrow(), now);
            return codec.fits(request)
                    ? announcements.repeat(Announcement.of(request)).chain(_ -> mark(question, "asked", now))
                    : mark(question, "too-large", now);
        });
    }

    private static ReviewRequested request(Question question, PublishedFile file, Instant now) {
        Publisher identity = Recorded.read(question.identity(), Publisher.class);
        String attestations = Stream.concat(file.attestations().stream(), file.fallen().stream())
                .filter(attestation -> attestation.identity().equals(identity))
                .map(RecordedAttestation::json)
                .collect(Collectors.joining(",", "[", "]"));
        return new ReviewRequested(question.reviewId(), file.staged(), identity, attestations, now);
    }

    private static Uni<Void> mark(Question question, String state, Instant now) {
        return Sql.execute(
                        "update review_item set state = ?4, asked_at = ?5 where review_id = ?1 and upload_id = ?2 and identity = ?3",
                        question.reviewId(),
                        question.uploadId(),
                        question.identity(),
                        state,
                        now)
                .replaceWithVoid();
    }

    /// A question was answered.
    public Uni<Void> conclude(ReviewConcluded concluded, boolean holds) {
        return Sql.execute(
                        "update review_item set state = ?4 where review_id = ?1 and upload_id = ?2 and identity = ?3",
                        concluded.reviewId(),
                        concluded.uploadId(),
                        Recorded.write(concluded.identity()),
                        holds ? "holds" : "fallen")
                .replaceWithVoid();
    }
}
