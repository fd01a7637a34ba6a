package dev.hallmark.standalone.process;

/// How a child is asked to stop.
public enum StopSignal {
    /// The usual request.
    TERM,
    /// PostgreSQL's "fast shutdown": its TERM waits for clients to leave.
    INT
}
