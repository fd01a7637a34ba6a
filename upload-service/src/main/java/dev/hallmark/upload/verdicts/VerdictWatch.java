package dev.hallmark.upload.verdicts;

import dev.hallmark.upload.staging.Upload;
import dev.hallmark.upload.work.Watch;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// Waits for the end of an upload.
@ApplicationScoped
public class VerdictWatch {

    /// The upload when it came to its end or is held, or as it is after `patience`. Empty when there is no such upload.
    public Uni<Optional<Upload>> awaitEnd(UUID uploadId, Duration patience) {
        return Watch.until(() -> find(uploadId), found -> found.isEmpty() || found.get().state().isSettled(), patience);
    }

    public Uni<Optional<Upload>> find(UUID uploadId) {
        return Panache.withSession(() -> Upload.<Upload>findById(uploadId)).map(Optional::ofNullable);
    }
}
