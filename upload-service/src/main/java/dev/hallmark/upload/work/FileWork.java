package dev.hallmark.upload.work;

import dev.hallmark.upload.settings.Settings;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;

/// The bounded pool for all work on files, for hashing and for signatures; its callers stay on their event loop.
@ApplicationScoped
public class FileWork {

    private final WorkerExecutor workers;

    @Inject
    FileWork(Vertx vertx, Settings settings) {
        this.workers = vertx.createSharedWorkerExecutor("hallmark-files", settings.blobs().workers());
    }

    public <T> Uni<T> run(Callable<T> work) {
        return workers.executeBlocking(work, false);
    }

    void stop(@Observes ShutdownEvent event) {
        workers.closeAndForget();
    }
}
