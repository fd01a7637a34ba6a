package dev.hallmark.development.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What an endpoint answers.
public final class Answer {

    private final int status;
    private final String contentType;
    private final byte[] body;
    private final Map<String, String> headers;

    private Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        this.headers = Map.copyOf(headers);
    }

    public static Answer json(int status, JsonNode body) {
        return new Answer(status, "application/json", Json.bytes(body), Map.of());
    }

    public static Answer text(String contentType, String body) {
        return new Answer(200, contentType, body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    public static Answer bytes(int status, String contentType, byte[] body) {
        return new Answer(status, contentType, body.clone(), Map.of());
    }

    /// A refusal with a sentence; `code` repeats the status because all protocols carry a number and a message.
    public static Answer refusal(int status, String message) {
        return json(status, Json.object().put("code", status).put("message", message));
    }

    public Answer withHeader(String name, String value) {
        return new Answer(status, contentType, body, Map.of(name, value));
    }

    void send(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
