package dev.hallmark.provenance.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/// An answer that is only a sentence: `{"message": …}`, as clients of the Integrity API know it.
public final class JsonMessage {

    private JsonMessage() {}

    public static RestResponse<byte[]> of(int status, String message) {
        byte[] body = JsonNodeFactory.instance
                .objectNode()
                .put("message", message)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        return CrossOrigin.allow(ResponseBuilder.<byte[]>create(status)
                        .entity(body)
                        .header(HttpHeaders.CONTENT_TYPE, "application/json")
                        .header(HttpHeaders.CONTENT_LENGTH, body.length)
                        .header(HttpHeaders.CACHE_CONTROL, "no-cache"))
                .build();
    }
}
