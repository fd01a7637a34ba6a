package dev.hallmark.provenance.http;

import io.vertx.core.VertxException;
import jakarta.ws.rs.core.HttpHeaders;
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
        String text = (passing ? "503 The index can't answer at the moment" : "500 The index made a mistake")
                + " (reference " + reference + ")";
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        ResponseBuilder<byte[]> answer = ResponseBuilder.<byte[]>create(passing ? 503 : 500)
                .entity(body)
                .header(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .header(HttpHeaders.CONTENT_LENGTH, body.length)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        return CrossOrigin.allow(passing ? answer.header(HttpHeaders.RETRY_AFTER, 5) : answer)
                .build();
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
