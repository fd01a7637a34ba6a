package dev.hallmark.provenance.audit;

import dev.hallmark.contract.event.VerifiedAttestation;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Identities that others held between two times, as an administrator has declared. What they signed then is refused
/// whenever it comes; what had come before is for a quarantine.
@Singleton
public final class Compromises {

    /// @param liftedBy null while it is in force
    public record Compromise(
            UUID id,
            Criteria criteria,
            String reason,
            String declaredBy,
            Instant declaredAt,
            @Nullable String liftedBy,
            @Nullable Instant liftedAt) {

        /// A rebuild asks about the past: what came before the declaration was taken.
        boolean isInForce(Instant at) {
            return !at.isBefore(declaredAt) && (liftedAt == null || at.isBefore(liftedAt));
        }
    }

    Uni<Void> declare(Compromise compromise) {
        return CompromiseRow.of(compromise).persistAndFlush().replaceWithVoid();
    }

    /// @return empty if there is no such declaration in force
    Uni<Optional<Compromise>> lift(UUID id, String by, Instant now) {
        return CompromiseRow.<CompromiseRow>findById(id).map(row -> {
            if (row == null || row.liftedAt != null) {
                return Optional.empty();
            }
            row.liftedBy = by;
            row.liftedAt = now;
            return Optional.of(row.toCompromise());
        });
    }

    /// In force or withdrawn.
    Uni<Optional<Compromise>> find(UUID id) {
        return CompromiseRow.<CompromiseRow>findById(id)
                .map(row -> Optional.ofNullable(row).map(CompromiseRow::toCompromise));
    }

    /// The newest first.
    Uni<List<Compromise>> all() {
        return CompromiseRow.<CompromiseRow>list("order by declaredAt desc")
                .map(rows -> rows.stream().map(CompromiseRow::toCompromise).toList());
    }

    /// The declaration that one of these attestations falls under.
    ///
    /// @param at when the store took them
    public Uni<Optional<Compromise>> covering(List<VerifiedAttestation> attestations, Instant at) {
        return attestations.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : all().map(declared -> declared.stream()
                        .filter(compromise -> compromise.isInForce(at))
                        .filter(compromise -> attestations.stream().anyMatch(compromise.criteria()::fit))
                        .findFirst());
    }
}
