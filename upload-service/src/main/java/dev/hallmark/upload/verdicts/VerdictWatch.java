package dev.hallmark.upload.verdicts;

import dev.hallmark.upload.staging.Upload;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// Waits for the end of an upload by looking at its row, because any replica may have heard of it.
@ApplicationScoped
public class VerdictWatch {

    private static final Duration FIRST_LOOK = Duration.ofMillis(20);
    private static final Duration SLOWEST_LOOK = Duration.ofMillis(250);

    /// The upload when it came to its end, or as it is after `patience`. Empty when there is no such upload.
    public Uni<Optional<Upload>> awaitEnd(UUID uploadId, Duration patience) {
        return look(uploadId, FIRST_LOOK, patience);
    }

    public Uni<Optional<Upload>> find(UUID uploadId) {
        return Panache.withSession(() -> Upload.<Upload>findById(uploadId)).map(Optional::ofNullable);
    }

    private Uni<Optional<Upload>> look(UUID uploadId, Duration pause, Duration patience) {
        return find(uploadId).flatMap(found -> {
            boolean ended = found.isEmpty() || found.get().state() != Upload.State.STAGED;
            if (ended || !patience.isPositive()) {
                return Uni.createFrom().item(found);
            }
            Duration next = pause.multipliedBy(2);
            return Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(pause)
                    .emitOn(currentContext())
                    .flatMap(_ -> look(
                            uploadId, next.compareTo(SLOWEST_LOOK) > 0 ? SLOWEST_LOOK : next, patience.minus(pause)));
        });
    }

    /// A session belongs to the event loop that the request is on.
    private static java.util.concurrent.Executor currentContext() {
        io.vertx.core.Context context = io.vertx.core.Vertx.currentContext();
        return command -> context.runOnContext(_ -> command.run());
    }
}
