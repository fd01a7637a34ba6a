package dev.hallmark.provenance.http;

import io.vertx.core.VertxException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.hibernate.JDBCException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Answers for what went wrong on our side: in a sentence that tells nothing of how the service is made, with a reference
/// under which the log says more.
final class Failures {

    private static final Logger LOG = Logger.getLogger(Failures.class);

    @ServerExceptionMapper
    RestResponse<byte[]> answer(Throwable failure) {
        UUID reference = UUID.randomUUID();
        boolean passing = passes(failure);
        LOG.errorf(failure, "A request failed reference=%s retryable=%s", reference, passing);
        return passing
                ? text(503, "503 The index can't answer at the moment (reference " + reference + ")")
                        .header(HttpHeaders.RETRY_AFTER, 5)
                        .build()
                : text(500, "500 The index made a mistake (reference " + reference + ")").build();
    }

    /// Addresses that nothing answers for, methods that nothing takes.
    @ServerExceptionMapper
    RestResponse<byte[]> answer(WebApplicationException refusal) {
        Response.StatusType status = refusal.getResponse().getStatusInfo();
        ResponseBuilder<byte[]> answer =
                text(status.getStatusCode(), status.getStatusCode() + " " + status.getReasonPhrase());
        String allow = refusal.getResponse().getHeaderString(HttpHeaders.ALLOW);
        return (allow == null ? answer : answer.header(HttpHeaders.ALLOW, allow)).build();
    }

    private static ResponseBuilder<byte[]> text(int status, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return CrossOrigin.allow(ResponseBuilder.<byte[]>create(status))
                .entity(body)
                .header(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .header(HttpHeaders.CONTENT_LENGTH, body.length)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /// Whether the database could not be reached, or not in time.
    private static boolean passes(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException
                    || cause instanceof TimeoutException
                    || cause instanceof VertxException
                    || cause instanceof JDBCException) {
                return true;
            }
        }
        return false;
    }
}
