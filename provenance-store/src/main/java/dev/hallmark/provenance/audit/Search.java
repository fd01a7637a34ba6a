package dev.hallmark.provenance.audit;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/// Finds attested files, whatever became of them. Every criterion has an index that ends in the time of signing.
@Singleton
final class Search {

    /// What a page begins after.
    record Cursor(Instant signedAt, UUID uploadId, int position) {

        static Optional<Cursor> parse(String text) {
            String[] parts = text.split("_", -1);
            try {
                return parts.length == 3
                        ? Optional.of(new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1]), Integer.parseInt(parts[2])))
                        : Optional.empty();
            } catch (IllegalArgumentException | DateTimeException _) {
                return Optional.empty();
            }
        }
    }

    /// In the order of signing.
    Uni<List<AttestedFile>> find(Criteria criteria, @Nullable Cursor after, int limit) {
        List<Object> parameters = new ArrayList<>();
        String sql =
                """
                select a.upload_id, a.position, f.project, f.version, f.filename, f.sha256, f.state, a.predicate_type,
                    a.holds, a.signed_at, a.signer, a.workflow, a.repository, a.commit
                from attestation a join file f on f.upload_id = a.upload_id where\s"""
                        + where(criteria, parameters);
        if (after != null) {
            int next = parameters.size();
            sql += " and (a.signed_at, a.upload_id, a.position) > (?" + (next + 1) + ", ?" + (next + 2) + ", ?" + (next + 3) + ")";
            parameters.add(after.signedAt());
            parameters.add(after.uploadId());
            parameters.add((short) after.position());
        }
        String ordered = sql + " order by a.signed_at, a.upload_id, a.position limit " + limit;
        return Panache.getSession()
                .chain(session -> bind(session.createNativeQuery(ordered, Object[].class), parameters).getResultList())
                .map(rows -> rows.stream().map(Search::toFile).toList());
    }

    /// A condition on the table `attestation a`.
    ///
    /// @param parameters gets the values of its parameters, which are numbered from where the list ended
    static String where(Criteria criteria, List<Object> parameters) {
        StringBuilder sql = new StringBuilder("true");
        for (Criteria.Condition condition : criteria.conditions()) {
            parameters.add(condition.value());
            sql.append(" and ").append(condition.sql(parameters.size()));
        }
        return sql.toString();
    }

    private static <Q extends Mutiny.AbstractQuery> Q bind(Q query, List<Object> parameters) {
        for (int i = 0; i < parameters.size(); i++) {
            query.setParameter(i + 1, parameters.get(i));
        }
        return query;
    }

    private static AttestedFile toFile(Object[] row) {
        return new AttestedFile(
                (UUID) row[0],
                ((Number) row[1]).intValue(),
                (String) row[2],
                (String) row[3],
                (String) row[4],
                (String) row[5],
                (String) row[6],
                (String) row[7],
                (Boolean) row[8],
                ((OffsetDateTime) row[9]).toInstant(),
                (String) row[10],
                (String) row[11],
                (String) row[12],
                (String) row[13]);
    }
}
