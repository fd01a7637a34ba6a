package dev.hallmark.development.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A table of endpoints, found by method and path; a path that ends with `/*` stands for everything below it.
public final class Endpoints implements HttpHandler {

    private static final Logger LOG = Logger.getLogger(Endpoints.class.getName());
    private static final int MAX_BODY = 16 * 1024 * 1024;
    private static final Set<String> LOOPBACK_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    private final Map<String, Map<String, Endpoint>> methodsByPath = new LinkedHashMap<>();

    public Endpoints get(String path, Endpoint endpoint) {
        return add("GET", path, endpoint);
    }

    public Endpoints post(String path, Endpoint endpoint) {
        return add("POST", path, endpoint);
    }

    private Endpoints add(String method, String path, Endpoint endpoint) {
        methodsByPath.computeIfAbsent(path, _ -> new LinkedHashMap<>()).put(method, endpoint);
        return this;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
            Answer answer = body.length > MAX_BODY
                    ? Answer.refusal(413, "expected a body of at most " + MAX_BODY + " bytes")
                    : answer(exchange, body);
            answer.send(exchange);
        }
    }

    private Answer answer(HttpExchange exchange, byte[] body) {
        Request request = new Request(exchange.getRequestURI(), exchange.getRequestHeaders(), body);
        if (!LOOPBACK_NAMES.contains(hostOf(request))) {
            return Answer.refusal(421, "the development authorities answer on loopback names only");
        }
        Optional<Map<String, Endpoint>> methods = methodsAt(request.path());
        if (methods.isEmpty()) {
            return Answer.refusal(404, "nothing is at " + request.path());
        }
        Endpoint endpoint = methods.get().get(exchange.getRequestMethod());
        if (endpoint == null) {
            return Answer.refusal(405, "expected one of the methods " + methods.get().keySet());
        }
        try {
            return endpoint.answer(request);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "A development authority failed to answer path=" + request.path(), e);
            return Answer.refusal(500, "internal error");
        }
    }

    private Optional<Map<String, Endpoint>> methodsAt(String path) {
        Map<String, Endpoint> exact = methodsByPath.get(path);
        if (exact != null) {
            return Optional.of(exact);
        }
        return methodsByPath.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("/*"))
                .filter(entry -> path.startsWith(entry.getKey().substring(0, entry.getKey().length() - 1)))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String hostOf(Request request) {
        return request.header("Host").orElse("").replaceFirst(":[0-9]+$", "");
    }
}
