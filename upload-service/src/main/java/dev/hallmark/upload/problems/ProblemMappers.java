package dev.hallmark.upload.problems;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Gives everything that ends a request early the form of a [Problem].
///
/// What an exception says is for the log: it may quote a request.
final class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response refusedByTheFramework(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException) {
            return badJson();
        }
        Response.StatusType status = e.getResponse().getStatusInfo();
        if (status.getStatusCode() >= 500) {
            return failed(e);
        }
        String code = status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
        Response.ResponseBuilder answer = Problem.of(code, status.getReasonPhrase() + ".").response(status.getStatusCode());
        Object allow = e.getResponse().getHeaders().getFirst(HttpHeaders.ALLOW);
        return (allow == null ? answer : answer.header(HttpHeaders.ALLOW, allow)).build();
    }

    @ServerExceptionMapper
    Response notTheExpectedJson(JsonProcessingException e) {
        return badJson();
    }

    /// The platform has a mapper of its own for this one, with another form, unless we name it.
    @ServerExceptionMapper
    Response notTheExpectedMembers(MismatchedInputException e) {
        return badJson();
    }

    @ServerExceptionMapper
    Response failed(Throwable e) {
        UUID incident = UUID.randomUUID();
        LOG.errorf(e, "A request failed: incident=%s", incident);
        return Problem.of("unavailable", "The service cannot answer now, please repeat the request (incident " + incident + ").")
                .response(503)
                .header(HttpHeaders.RETRY_AFTER, "5")
                .build();
    }

    private static Response badJson() {
        return Problem.of("malformed-json", "The body is not the JSON object that this operation expects.")
                .response(400)
                .build();
    }
}
