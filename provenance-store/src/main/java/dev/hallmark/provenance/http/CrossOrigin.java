package dev.hallmark.provenance.http;

import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/// Lets pages of any origin read what everybody may read; credentials are never part of it.
public final class CrossOrigin {

    private CrossOrigin() {}

    /// The answer to `OPTIONS` where everybody may read and nobody may do more.
    public static RestResponse<byte[]> options() {
        return allow(ResponseBuilder.<byte[]>create(204).header(HttpHeaders.ALLOW, "GET, HEAD, OPTIONS")).build();
    }

    public static <T> ResponseBuilder<T> allow(ResponseBuilder<T> answer) {
        return answer.header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS")
                .header(
                        "Access-Control-Allow-Headers",
                        "Content-Type, If-Match, If-Modified-Since, If-None-Match, If-Unmodified-Since, Range")
                .header("Access-Control-Expose-Headers", "ETag, X-PyPI-Last-Serial")
                .header("Access-Control-Max-Age", "86400");
    }
}
