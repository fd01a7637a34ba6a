package dev.hallmark.provenance.http;

import dev.hallmark.contract.Sha256;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/// A body as it is sent, with the strong entity tag that belongs to exactly these bytes.
///
/// A record is not used because a component would be a bare array.
public final class Representation {

    private final byte[] body;
    private final String mediaType;
    private final String etag;

    private final ContentCoding coding;

    private Representation(byte[] body, String mediaType, String etag, ContentCoding coding) {
        this.body = body;
        this.mediaType = mediaType;
        this.etag = etag;
        this.coding = coding;
    }

    public static Representation of(String body, String mediaType) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Representation(bytes, mediaType, etagOf(bytes), ContentCoding.IDENTITY);
    }

    /// @param body in its coding; not copied: what is rendered is not changed any more
    /// @param etag of these bytes alone, with its quotes
    public static Representation rendered(byte[] body, String mediaType, String etag, ContentCoding coding) {
        return new Representation(body, mediaType, etag, coding);
    }

    /// A strong entity tag, with its quotes.
    public static String etagOf(byte[] body) {
        return '"' + Sha256.of(body).hex() + '"';
    }

    public byte[] body() {
        return body;
    }

    public String etag() {
        return etag;
    }

    /// 304 where the client has these bytes already, else 200; both with the tag and to be revalidated each time, so
    /// that what was published a moment ago is seen at once.
    ///
    /// @param ifNoneMatch all `If-None-Match` lines of the request
    public ResponseBuilder<byte[]> answer(List<String> ifNoneMatch) {
        return EntityTags.of(ifNoneMatch).match(etag) ? notModified(etag) : answer();
    }

    /// The 304 of whatever representation has the tag.
    public static ResponseBuilder<byte[]> notModified(String etag) {
        return revalidated(ResponseBuilder.create(Response.Status.NOT_MODIFIED.getStatusCode()), etag);
    }

    /// 200, whatever the client has.
    public ResponseBuilder<byte[]> answer() {
        ResponseBuilder<byte[]> answer = ResponseBuilder.<byte[]>create(Response.Status.OK.getStatusCode())
                .entity(body)
                .header(HttpHeaders.CONTENT_LENGTH, body.length)
                .header(HttpHeaders.CONTENT_TYPE, mediaType);
        return revalidated(
                coding == ContentCoding.IDENTITY ? answer : answer.header(HttpHeaders.CONTENT_ENCODING, coding.token()), etag);
    }

    private static ResponseBuilder<byte[]> revalidated(ResponseBuilder<byte[]> answer, String etag) {
        return answer.header(HttpHeaders.ETAG, etag)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header("X-Content-Type-Options", "nosniff");
    }
}
