package dev.hallmark.standalone.process;

import java.io.IOException;
import java.util.Optional;

/// One part of the index: how it is started, and how one sees that it is ready.
///
/// @param name        its name in messages, log files and pid files
/// @param preparation what must be done before every start (unpacking, formatting); idempotent
/// @param child       what is started
/// @param readiness   whether it does its work
/// @param liveness    whether it is worth waiting for; a part that answers no for long is started again
public record Component(String name, Preparation preparation, Child child, Probe readiness, Optional<Probe> liveness) {
    /// Work before a start.
    @FunctionalInterface
    public interface Preparation {
        /// Nothing to prepare.
        Preparation NONE = () -> { };

        /// Does the work; a second call finds it done.
        void run() throws IOException, InterruptedException;
    }
}
