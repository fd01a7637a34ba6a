package dev.hallmark.standalone.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyResponse;

/// An answer of the gateway itself, in the form that the upload clients read: reason phrase and JSON.
record Problem(int status, String title, String message, boolean worthRetrying) {
    private static final String RETRY_AFTER_SECONDS = "2";
    private static final String MEDIA_TYPE = "application/json";

    static Problem of(Route.Refused refused) {
        return new Problem(refused.status(), refused.title(), refused.message(), false);
    }

    static Problem down(Backend backend) {
        return new Problem(503, "Service Unavailable", backend.serviceName() + " is not there at the moment", true);
    }

    static Problem broken(Backend backend) {
        return new Problem(502, "Bad Gateway", backend.serviceName() + " broke off before its answer", true);
    }

    void answer(HttpServerResponse response) {
        response.setStatusCode(status).setStatusMessage(title).putHeader("Content-Type", MEDIA_TYPE);
        if (worthRetrying) {
            response.putHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        response.end(body());
    }

    ProxyResponse fill(ProxyResponse response) {
        response.setStatusCode(status).setStatusMessage(title).putHeader("Content-Type", MEDIA_TYPE)
                .setBody(Body.body(body()));
        if (worthRetrying) {
            response.putHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        return response;
    }

    private Buffer body() {
        return new JsonObject().put("code", status + " " + title).put("title", title).put("message", message).toBuffer();
    }
}
