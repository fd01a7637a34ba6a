package dev.hallmark.development.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Raw requests, because a client library would not send a false `Host`.
final class EndpointsTest {

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        Endpoints endpoints = new Endpoints()
                .get("/here", _ -> Answer.json(200, Json.object()))
                .get("/broken", _ -> {
                    throw new IllegalStateException("secret detail");
                })
                .get("/tree/*", request -> Answer.text("text/plain", request.parameter("audience").orElse("none")))
                .post("/json", request -> request.json().asOptional()
                        .map(body -> Answer.json(200, body))
                        .orElseGet(() -> Answer.refusal(400, "no JSON")));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", endpoints);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void refusesAHostNameThatIsNotLoopback() throws IOException {
        assertThat(send("GET /here HTTP/1.1\r\nHost: rebound.example\r\n")).startsWith("HTTP/1.1 421");
    }

    @Test
    void answersOnLocalhost() throws IOException {
        assertThat(send("GET /here HTTP/1.1\r\nHost: localhost:80\r\n")).startsWith("HTTP/1.1 200");
    }

    @Test
    void findsNothingElsewhere() throws IOException {
        assertThat(send("GET /there HTTP/1.1\r\nHost: localhost\r\n")).startsWith("HTTP/1.1 404");
    }

    @Test
    void refusesAnotherMethod() throws IOException {
        assertThat(send("DELETE /here HTTP/1.1\r\nHost: localhost\r\n")).startsWith("HTTP/1.1 405");
    }

    @Test
    void tellsNobodyWhatBroke() throws IOException {
        assertThat(send("GET /broken HTTP/1.1\r\nHost: localhost\r\n"))
                .startsWith("HTTP/1.1 500")
                .doesNotContain("secret detail");
    }

    @Test
    void readsAParameterBehindAnother() throws IOException {
        assertThat(send("GET /tree/a/b?api-version=2.0&audience=a%2Bb+c HTTP/1.1\r\nHost: localhost\r\n"))
                .endsWith("a+b c");
    }

    @Test
    void refusesABodyThatABrowserMaySendUnasked() throws IOException {
        assertThat(send("POST /json HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n", "{}"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void refusesADuplicateMember() throws IOException {
        String body = "{\"a\":1,\"a\":2}";
        assertThat(send("POST /json HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n", body))
                .startsWith("HTTP/1.1 400");
    }

    private String send(String head, String... body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
            String request = head + "Connection: close\r\n\r\n" + String.join("", body);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
