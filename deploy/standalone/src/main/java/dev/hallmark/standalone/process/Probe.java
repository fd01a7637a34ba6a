package dev.hallmark.standalone.process;

import java.io.IOException;

/// A question to a running part that has the answer yes or no.
///
/// May be asked at any time and any number of times; blocks for a few seconds at most.
@FunctionalInterface
public interface Probe {
    /// Whether the answer is yes; an `IOException` counts as no.
    boolean holds() throws IOException, InterruptedException;
}
