package dev.hallmark.upload.work;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Waits for a change in the database by looking again, because any replica may have made it.
public final class Watch {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

    private Watch() {}

    /// What is there when it has come to its end, or after `patience`.
    public static <T> Uni<T> until(Supplier<Uni<T>> look, Predicate<T> hasEnded, Duration patience) {
        return until(look, hasEnded, FIRST_PAUSE, patience);
    }

    private static <T> Uni<T> until(Supplier<Uni<T>> look, Predicate<T> hasEnded, Duration pause, Duration patience) {
        return look.get().flatMap(found -> {
            if (hasEnded.test(found) || !patience.isPositive()) {
                return Uni.createFrom().item(found);
            }
            Duration next = pause.multipliedBy(2);
            return Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(pause)
                    .emitOn(currentContext())
                    .flatMap(_ -> until(
                            look, hasEnded, next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next, patience.minus(pause)));
        });
    }

    /// A session belongs to the event loop that the request is on.
    private static Executor currentContext() {
        Context context = Vertx.currentContext();
        return command -> context.runOnContext(_ -> command.run());
    }
}
