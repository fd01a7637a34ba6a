package dev.hallmark.standalone.gateway;

import java.time.Duration;

/// How long and how much a client may take.
///
/// @param head        from the connection, or from the end of the last answer, to the end of the next request's head
/// @param idle        without a byte in any direction; longer than an upload waits for its verdict
/// @param exchange    one request with its answer
/// @param connections open at the same time on one listener; more are closed at once
public record Limits(Duration head, Duration idle, Duration exchange, int connections) {
    /// For a small machine with well-meaning clients and some others.
    public static final Limits STANDARD =
            new Limits(Duration.ofSeconds(30), Duration.ofSeconds(150), Duration.ofMinutes(30), 1024);
    /// Names, tokens and conditions; not more.
    static final int HEADER_BYTES = 32 * 1024;
    static final int REQUEST_LINE_BYTES = 8 * 1024;
}
