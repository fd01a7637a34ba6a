package dev.hallmark.standalone.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Closes connections whose client takes too long, so that slow clients cannot use them all up.
///
/// A connection has one deadline at a time: for the next request's head, or for the exchange that is going on.
final class Connections {
    private final Vertx vertx;
    private final Limits limits;
    private final Map<HttpConnection, Long> deadlines = new ConcurrentHashMap<>();

    Connections(Vertx vertx, Limits limits) {
        this.vertx = vertx;
        this.limits = limits;
    }

    void opened(HttpConnection connection) {
        if (deadlines.size() >= limits.connections()) {
            close(connection);
            return;
        }
        connection.closeHandler(closed -> forget(connection));
        expect(connection, limits.head());
    }

    void received(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        expect(connection, limits.exchange());
        // Also after a request that the client broke off: its connection is closed, and forgotten, then.
        request.response().endHandler(ended -> expect(connection, limits.head()));
    }

    private void expect(HttpConnection connection, Duration limit) {
        long timer = vertx.setTimer(limit.toMillis(), late -> close(connection));
        Long before = deadlines.put(connection, timer);
        if (before != null) {
            vertx.cancelTimer(before);
        }
    }

    private void forget(HttpConnection connection) {
        Long timer = deadlines.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }

    private void close(HttpConnection connection) {
        forget(connection);
        connection.close();
    }
}
