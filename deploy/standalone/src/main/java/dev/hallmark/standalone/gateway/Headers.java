package dev.hallmark.standalone.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What happens to headers between client and service.
final class Headers {
    /// RFC 9110, section 7.6.1: they speak about one connection. `Expect` is answered by the gateway itself.
    private static final Set<String> HOP_BY_HOP = Set.of("connection", "keep-alive", "proxy-connection",
            "proxy-authenticate", "proxy-authorization", "te", "trailer", "upgrade", "expect");

    private Headers() { }

    /// Makes a client's headers fit for a service.
    static void towardsService(HttpServerRequest request, MultiMap headers) {
        removeHopByHop(headers);
        List<String> claimed = headers.names().stream().filter(Headers::claimsAnOrigin).toList();
        claimed.forEach(headers::remove);
        headers.set("X-Forwarded-For", request.remoteAddress().hostAddress());
        headers.set("X-Forwarded-Proto", request.isSSL() ? "https" : "http");
        headers.set("X-Forwarded-Host", String.valueOf(request.getHeader("Host")));
    }

    /// Makes a service's headers fit for a client.
    static void towardsClient(MultiMap headers) {
        removeHopByHop(headers);
    }

    private static boolean claimsAnOrigin(String name) {
        String lower = name.toLowerCase(Locale.ROOT).replace('_', '-');
        return lower.startsWith("x-forwarded") || lower.equals("forwarded") || lower.equals("x-real-ip");
    }

    private static void removeHopByHop(MultiMap headers) {
        List<String> named = headers.getAll("Connection").stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        named.forEach(headers::remove);
        HOP_BY_HOP.forEach(headers::remove);
    }
}
