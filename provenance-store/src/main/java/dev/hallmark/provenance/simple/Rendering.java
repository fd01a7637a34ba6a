package dev.hallmark.provenance.simple;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.Callable;

/// The threads that render and compress: a page of ten thousand files takes longer than an event loop may be held up.
@Singleton
final class Rendering {

    private static final int THREADS = 2;

    private final WorkerExecutor threads;

    Rendering(Vertx vertx) {
        this.threads = vertx.createSharedWorkerExecutor("simple-rendering", THREADS);
    }

    @PreDestroy
    void close() {
        threads.close();
    }

    /// The result comes back on the caller's context, where its database session lives.
    <T> Uni<T> run(Callable<T> work) {
        return Uni.createFrom().completionStage(() ->
                threads.executeBlocking(work, false).toCompletionStage());
    }
}
