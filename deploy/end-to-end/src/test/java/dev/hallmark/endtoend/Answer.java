package dev.hallmark.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// What a server answered.
///
/// @param reason the reason phrase of the status line, which upload clients show to people
/// @param headers names in lower case
record Answer(int status, String reason, Map<String, String> headers, byte[] body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException("expected JSON, found " + text(), e);
        }
    }

    @Override
    public String toString() {
        return status + " " + reason + " " + headers + "\n" + text();
    }
}
