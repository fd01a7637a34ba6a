package dev.hallmark.provenance;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/// Statements that change rows, in the caller's session and transaction, for what entities can't say: conflicts, counts
/// and sets of rows.
public final class Sql {

    private Sql() {}

    /// @param parameters of `?1`, `?2` and so on
    /// @return how many rows were changed
    public static Uni<Integer> execute(String sql, @Nullable Object... parameters) {
        return Panache.getSession().chain(session -> {
            Mutiny.Query<?> statement = session.createNativeQuery(sql);
            for (int i = 0; i < parameters.length; i++) {
                statement.setParameter(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        });
    }
}
