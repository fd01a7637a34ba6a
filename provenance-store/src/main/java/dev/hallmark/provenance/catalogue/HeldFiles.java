package dev.hallmark.provenance.catalogue;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.Version;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The files that passed verification and wait, unseen, for an owner. Every method runs in its caller's session; those
/// that record something, in its transaction and with the project locked.
@Singleton
public final class HeldFiles {

    /// @param code why, in a stable word
    /// @param expected in plain words
    /// @param actual in plain words
    /// @param verdict the journal's number of the verdict that was held
    public record Held(
            UUID uploadId,
            ProjectName project,
            Version version,
            String filename,
            Sha256 sha256,
            String code,
            String expected,
            String actual,
            Instant heldAt,
            long verdict) {}

    public Uni<Void> hold(Held held) {
        return HeldFileRow.of(held).persistAndFlush().replaceWithVoid();
    }

    public Uni<Optional<Held>> find(UUID uploadId) {
        return HeldFileRow.<HeldFileRow>findById(uploadId)
                .map(row -> Optional.ofNullable(row).map(HeldFileRow::toHeld));
    }

    public Uni<Optional<Held>> findByName(ProjectName project, String filename) {
        return HeldFileRow.<HeldFileRow>find("project = ?1 and filename = ?2", project.normalized(), filename)
                .firstResult()
                .map(row -> Optional.ofNullable(row).map(HeldFileRow::toHeld));
    }

    /// Those of a project, the oldest first.
    public Uni<List<Held>> ofProject(ProjectName project) {
        return HeldFileRow.<HeldFileRow>list("project = ?1 order by heldAt", project.normalized())
                .map(rows -> rows.stream().map(HeldFileRow::toHeld).toList());
    }

    /// The file waits no longer.
    public Uni<Void> release(UUID uploadId) {
        return HeldFileRow.deleteById(uploadId).replaceWithVoid();
    }
}
