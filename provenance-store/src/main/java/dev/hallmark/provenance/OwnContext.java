package dev.hallmark.provenance;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;

/// Runs tasks on an event loop, in a context that belongs to one piece of work alone.
///
/// A database session lives in such a context and nowhere else; work that starts on a timer, a retry or a Kafka thread
/// has to enter one before it opens a session, and to come back to it before it goes on with it.
public final class OwnContext implements Executor {

    private final Context context;

    private OwnContext(Context context) {
        this.context = context;
    }

    public static OwnContext of(Vertx vertx) {
        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        return new OwnContext(context);
    }

    @Override
    public void execute(Runnable task) {
        context.runOnContext(_ -> task.run());
    }
}
