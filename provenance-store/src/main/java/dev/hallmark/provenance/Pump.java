package dev.hallmark.provenance;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// Works off what waits in a table: on a timer, at once after a nudge, and for as long as there is more. One run at a time;
/// other replicas run theirs, so a run claims its rows. A run that fails is tried again by the timer.
public final class Pump {

    private static final Logger LOG = Logger.getLogger(Pump.class);

    private enum State {
        IDLE,
        RUNNING,
        /// There is more since the run began.
        RUNNING_AND_NUDGED
    }

    private final String name;
    private final Vertx vertx;
    private final Duration period;
    private final Function<OwnContext, Uni<Boolean>> run;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
    private volatile long timer;
    private volatile boolean failing;

    /// @param name what is worked off, for the log
    /// @param period finds what a nudge has missed, such as the work of a replica that died
    /// @param run one batch, on a context of its own; whether there may be more
    public Pump(String name, Vertx vertx, Duration period, Function<OwnContext, Uni<Boolean>> run) {
        this.name = name;
        this.vertx = vertx;
        this.period = period;
        this.run = run;
    }

    public void start() {
        timer = vertx.setPeriodic(period.toMillis(), _ -> nudge());
    }

    public void stop() {
        vertx.cancelTimer(timer);
    }

    /// To be called after a commit that left work; returns at once.
    public void nudge() {
        State before = state.getAndUpdate(now -> now == State.IDLE ? State.RUNNING : State.RUNNING_AND_NUDGED);
        if (before == State.IDLE) {
            OwnContext context = OwnContext.of(vertx);
            context.execute(() -> run.apply(context).subscribe().with(this::done, this::failed));
        }
    }

    private void done(boolean more) {
        if (failing) {
            failing = false;
            LOG.infof("Work goes on again name=%s", name);
        }
        if (state.getAndSet(State.IDLE) == State.RUNNING_AND_NUDGED || more) {
            nudge();
        }
    }

    private void failed(Throwable failure) {
        if (!failing) {
            failing = true;
            LOG.warnf("Work has to wait name=%s cause=%s", name, failure);
        }
        state.set(State.IDLE);
    }
}
