package dev.hallmark.provenance.files;

import dev.hallmark.contract.Sha256;
import dev.hallmark.provenance.catalogue.FileState;
import dev.hallmark.provenance.http.CrossOrigin;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/// The headers of downloads: to be kept for ever, and never to be shown as a page.
final class Download {

    private Download() {}

    /// @param filename printable ASCII without quotes
    static ResponseBuilder<Object> of(int status, String filename, Sha256 content) {
        return immutable(status, content)
                .header(HttpHeaders.CONTENT_TYPE, "application/octet-stream")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + filename + "\"");
    }

    static RestResponse<Object> notModified(Sha256 content) {
        return immutable(304, content).build();
    }

    static RestResponse<Object> unsatisfiable(long size) {
        return CrossOrigin.allow(ResponseBuilder.create(416).header("Content-Range", "bytes */" + size))
                .build();
    }

    static RestResponse<Object> notFound() {
        return text(404, "404 Not Found").build();
    }

    /// What answers for a file that may not be downloaded; empty for one that may.
    static Optional<RestResponse<Object>> refusal(FileState state) {
        return switch (state) {
            case PUBLISHED -> Optional.empty();
            case QUARANTINED -> Optional.of(text(403, "403 The file is quarantined").build());
            case DELETED -> Optional.of(text(410, "410 The file was deleted").build());
        };
    }

    /// The blob of a published file is missing or damaged; whoever looks after the disk may bring it back.
    static RestResponse<Object> unreadable() {
        return text(503, "503 The file can't be read at the moment")
                .header(HttpHeaders.RETRY_AFTER, 30)
                .build();
    }

    private static ResponseBuilder<Object> immutable(int status, Sha256 content) {
        return CrossOrigin.allow(ResponseBuilder.create(status))
                .header(HttpHeaders.ETAG, FileAddress.etag(content))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
                .header("Accept-Ranges", "bytes")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox");
    }

    private static ResponseBuilder<Object> text(int status, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return CrossOrigin.allow(ResponseBuilder.create(status))
                .entity(body)
                .header(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .header(HttpHeaders.CONTENT_LENGTH, body.length)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header("X-Content-Type-Options", "nosniff");
    }
}
