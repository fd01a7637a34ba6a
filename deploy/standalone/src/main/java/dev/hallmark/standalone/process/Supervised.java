package dev.hallmark.standalone.process;

import dev.hallmark.standalone.console.Console;
import dev.hallmark.standalone.console.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One running part: started once with [#start], then started again, after growing pauses, whenever it ends by itself
/// or answers no for long when asked whether it is alive.
///
/// Never half up in silence: an end, a hang and a return are each one line on the console.
public final class Supervised {
    /// A machine under load (a first start unpacks and compiles a lot) needs patience; a hang must end all the same.
    static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration READY_POLL = Duration.ofMillis(100);
    private static final Duration LIVENESS_POLL = Duration.ofSeconds(5);
    private static final int NOT_ALIVE_ANSWERS = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STEADY = Duration.ofMinutes(1);

    private final Component component;
    private final Path pidFile;
    private final LogFile log;
    private final Console console;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stopRequested = lock.newCondition();
    private boolean stopping;
    private @Nullable Guard guard;
    private volatile @Nullable Thread watcher;

    /// A part that is not running yet; pid and log files are named after it.
    public Supervised(Component component, Path pidFolder, Path logFolder, Console console, Clock clock) {
        this.component = component;
        this.pidFile = pidFolder.resolve(component.name() + ".pid");
        this.log = new LogFile(logFolder.resolve(component.name() + ".log"));
        this.console = console;
        this.clock = clock;
    }

    /// Starts the part and returns when it is ready. From then on it is watched until [#stop].
    ///
    /// @throws Refusal when it ends or is not ready in time; an operator must see that, so nothing is tried again here
    public void start() throws InterruptedException {
        Outcome outcome = run();
        if (outcome == Outcome.READY) {
            watcher = Thread.ofVirtual().name("watch " + component.name()).start(this::watch);
            return;
        }
        if (outcome == Outcome.STOPPED) {
            throw new InterruptedException("stopped while " + component.name() + " was starting");
        }
        throw new Refusal(component.name() + " " + describe(outcome) + " (log: " + log.path() + ")");
    }

    private String describe(Outcome outcome) {
        return outcome == Outcome.LATE ? "was not ready after " + START_LIMIT.toMinutes() + " minutes"
                : "did not start: " + log.lastWords();
    }

    /// Asks the part to stop and returns when it is gone; it is not started again.
    public void stop() throws InterruptedException {
        Guard running;
        lock.lock();
        try {
            stopping = true;
            stopRequested.signalAll();
            running = guard;
        } finally {
            lock.unlock();
        }
        if (running != null) {
            running.stop();
        }
        Thread watching = watcher;
        if (watching != null) {
            watching.join(Duration.ofSeconds(5));
        }
    }

    private enum Outcome { READY, ENDED, LATE, STOPPED }

    private Outcome run() throws InterruptedException {
        Optional<Guard> started = spawn();
        if (started.isEmpty()) {
            return isStopping() ? Outcome.STOPPED : Outcome.ENDED;
        }
        Outcome outcome = awaitReady(started.get());
        if (outcome == Outcome.ENDED || outcome == Outcome.LATE) {
            started.get().stop();
        }
        return outcome;
    }

    private Optional<Guard> spawn() throws InterruptedException {
        try {
            component.preparation().run();
            log.rotate();
        } catch (IOException broken) {
            throw Refusal.because(component.name() + " cannot be prepared", broken);
        }
        lock.lock();
        try {
            if (stopping) {
                return Optional.empty();
            }
            Guard started = Guard.start(component.child(), pidFile, log.path());
            guard = started;
            return Optional.of(started);
        } catch (IOException broken) {
            throw Refusal.because(component.name() + " cannot be started", broken);
        } finally {
            lock.unlock();
        }
    }

    private Outcome awaitReady(Guard started) throws InterruptedException {
        Instant limit = clock.instant().plus(START_LIMIT);
        while (clock.instant().isBefore(limit)) {
            if (started.endsWithin(READY_POLL)) {
                return isStopping() ? Outcome.STOPPED : Outcome.ENDED;
            }
            if (holds(component.readiness())) {
                return Outcome.READY;
            }
        }
        return Outcome.LATE;
    }

    private void watch() {
        try {
            Duration pause = FIRST_PAUSE;
            while (!isStopping()) {
                Instant since = clock.instant();
                String end = awaitEnd();
                boolean steady = clock.instant().isAfter(since.plus(STEADY));
                pause = bringBack(end, steady ? FIRST_PAUSE : pause);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits until the part has ended and says how.
    private String awaitEnd() throws InterruptedException {
        Guard running = current();
        int notAlive = 0;
        while (!running.endsWithin(LIVENESS_POLL)) {
            notAlive = component.liveness().map(this::holds).orElse(true) ? 0 : notAlive + 1;
            if (notAlive == NOT_ALIVE_ANSWERS) {
                running.stop();
                return "was not alive for " + LIVENESS_POLL.multipliedBy(NOT_ALIVE_ANSWERS).toSeconds() + " s";
            }
        }
        int code = running.exitCode();
        running.stop();
        return "ended (" + (code > 128 ? "signal " + (code - 128) : "exit code " + code) + ")";
    }

    /// Starts the part again until it is ready; returns the pause to begin with if it ends again soon.
    private Duration bringBack(String end, Duration firstPause) throws InterruptedException {
        Duration pause = firstPause;
        String happened = end;
        while (!isStopping()) {
            console.say(component.name() + " " + happened + "; starting it again in " + pause.toMillis() + " ms"
                    + " (log: " + log.path() + ")");
            if (stopsWithin(pause)) {
                return pause;
            }
            Outcome outcome = attempt();
            pause = longer(pause);
            if (outcome == Outcome.READY) {
                console.say(component.name() + " is back");
                return pause;
            }
            happened = describe(outcome);
        }
        return pause;
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private Outcome attempt() throws InterruptedException {
        try {
            return run();
        } catch (Refusal refusal) {
            console.say(String.valueOf(refusal.getMessage()));
            return Outcome.ENDED;
        }
    }

    private boolean holds(Probe probe) {
        try {
            return probe.holds();
        } catch (IOException no) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Guard current() {
        lock.lock();
        try {
            if (guard == null) {
                throw new IllegalStateException(component.name() + " was never started");
            }
            return guard;
        } finally {
            lock.unlock();
        }
    }

    private boolean isStopping() {
        lock.lock();
        try {
            return stopping;
        } finally {
            lock.unlock();
        }
    }

    private boolean stopsWithin(Duration pause) throws InterruptedException {
        lock.lock();
        try {
            long nanos = pause.toNanos();
            while (!stopping && nanos > 0) {
                nanos = stopRequested.awaitNanos(nanos);
            }
            return stopping;
        } finally {
            lock.unlock();
        }
    }
}
