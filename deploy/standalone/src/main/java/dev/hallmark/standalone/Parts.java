package dev.hallmark.standalone;

import dev.hallmark.standalone.console.Console;
import dev.hallmark.standalone.console.Refusal;
import dev.hallmark.standalone.folder.DataFolder;
import dev.hallmark.standalone.process.Component;
import dev.hallmark.standalone.process.Supervised;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The child processes: the foundation (database, broker, local authorities) and the services that stand on it.
///
/// Everything starts as early as it can; services stop before the foundation.
final class Parts {
    private final DataFolder folder;
    private final Console console;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Supervised> foundation = new ArrayList<>();
    private final List<Supervised> services = new ArrayList<>();
    private final List<CompletableFuture<Void>> starts = new ArrayList<>();
    private final CompletableFuture<Void> firstFailure = new CompletableFuture<>();

    Parts(DataFolder folder, Console console, Clock clock) {
        this.folder = folder;
        this.console = console;
        this.clock = clock;
    }

    /// Starts a part of the foundation; the future is its readiness.
    CompletableFuture<Void> startFoundation(Component component) {
        return startFoundation(component, Component.Preparation.NONE);
    }

    /// Starts a part of the foundation; the future is done when it is ready and what comes after has been done.
    CompletableFuture<Void> startFoundation(Component component, Component.Preparation after) {
        Supervised part = supervised(component, foundation);
        return run(component.name(), part, after);
    }

    /// Starts a service when all that it needs is ready.
    void startService(Component component, List<CompletableFuture<Void>> needs) {
        Supervised part = supervised(component, services);
        starts.add(CompletableFuture.allOf(needs.toArray(CompletableFuture[]::new)).thenComposeAsync(
                ready -> run(component.name(), part, Component.Preparation.NONE), threads));
    }

    private Supervised supervised(Component component, List<Supervised> parts) {
        Supervised part = new Supervised(component, folder.resolve("run"), folder.resolve("logs"), console, clock);
        synchronized (this) {
            parts.add(part);
        }
        return part;
    }

    private CompletableFuture<Void> run(String name, Supervised part, Component.Preparation after) {
        CompletableFuture<Void> start = CompletableFuture.runAsync(() -> {
            try {
                part.start();
                after.run();
                console.say(name + " is ready");
            } catch (IOException broken) {
                throw new CompletionException(Refusal.because(name + " started, but", broken));
            } catch (InterruptedException stopped) {
                throw new CancellationException(stopped.getMessage());
            }
        }, threads);
        return start.whenComplete((ready, failure) -> {
            if (failure != null) {
                firstFailure.completeExceptionally(failure);
            }
        });
    }

    /// Returns when all are ready.
    ///
    /// @throws Refusal as soon as the first has failed
    void awaitReady() throws InterruptedException {
        CompletableFuture<Void> all = CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new));
        try {
            CompletableFuture.anyOf(all, firstFailure).get();
        } catch (ExecutionException failed) {
            throw switch (failed.getCause()) {
                case Refusal refusal -> refusal;
                case CancellationException _ -> new Refusal("stopped before it was ready");
                case null, default -> new IllegalStateException(failed.getCause());
            };
        }
    }

    /// Whether there is anything to stop.
    synchronized boolean hasStarted() {
        return !foundation.isEmpty();
    }

    /// Stops all parts, each group side by side.
    void stop() throws InterruptedException {
        stop(copy(services));
        stop(copy(foundation));
        threads.shutdownNow();
    }

    private synchronized List<Supervised> copy(List<Supervised> parts) {
        return List.copyOf(parts);
    }

    private static void stop(List<Supervised> parts) throws InterruptedException {
        Thread[] stopping = parts.stream().map(part -> Thread.ofVirtual().start(() -> {
            try {
                part.stop();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        })).toArray(Thread[]::new);
        for (Thread thread : stopping) {
            thread.join(Duration.ofSeconds(30));
        }
        assert Arrays.stream(stopping).noneMatch(Thread::isAlive);
    }
}
