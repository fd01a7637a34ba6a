package dev.hallmark.development.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// What an endpoint answers.
public record Answer(int status, String contentType, String body, Map<String, String> headers) {

    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer json(int status, JsonNode body) {
        return new Answer(status, "application/json", Json.text(body), Map.of());
    }

    public static Answer text(String contentType, String body) {
        return new Answer(200, contentType, body, Map.of());
    }

    /// A refusal with a sentence; `code` repeats the status because both protocols carry a number and a message.
    public static Answer refusal(int status, String message) {
        return json(status, Json.object().put("code", status).put("message", message));
    }

    public Answer withHeader(String name, String value) {
        return new Answer(status, contentType, body, Map.of(name, value));
    }
}
