package dev.hallmark.provenance.http;

import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/// Lets pages of any origin read what everybody may read; credentials are never part of it.
public final class CrossOrigin {

    private CrossOrigin() {}

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
