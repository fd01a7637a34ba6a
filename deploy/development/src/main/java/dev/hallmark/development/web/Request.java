package dev.hallmark.development.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import dev.hallmark.contract.Parsed;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// One HTTP request, read to its end.
public final class Request {

    private final URI uri;
    private final Headers headers;
    private final byte[] body;

    Request(URI uri, Headers headers, byte[] body) {
        this.uri = uri;
        this.headers = headers;
        this.body = body;
    }

    public String path() {
        return uri.getPath();
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    /// The token of an `Authorization: Bearer` header; the scheme's case does not matter (RFC 9110).
    public Optional<String> bearerToken() {
        return header("Authorization")
                .filter(value -> value.regionMatches(true, 0, "bearer ", 0, 7))
                .map(value -> value.substring(7).strip());
    }

    /// The first value of a query parameter.
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(uri.getRawQuery()).stream()
                .flatMap(query -> Arrays.stream(query.split("&")))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst();
    }

    /// The media type of the body, without its parameters.
    public String contentType() {
        return header("Content-Type").orElse("").replaceFirst(";.*", "").strip();
    }

    public byte[] body() {
        return body.clone();
    }

    public Parsed<ObjectNode> json() {
        if (!contentType().equals("application/json")) {
            return Parsed.invalid("expected Content-Type application/json");
        }
        return Json.parseObject(body);
    }
}
