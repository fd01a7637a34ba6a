package dev.hallmark.standalone.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.standalone.process.Ports;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GatewayTest {
    private final Vertx vertx = Vertx.vertx();
    private volatile Consumer<HttpServerRequest> service = request -> request.response().end();
    private HttpServer backend;
    private Gateway gateway;

    @BeforeEach
    void open() throws Exception {
        backend = vertx.createHttpServer().requestHandler(request -> service.accept(request)).listen(0, "127.0.0.1")
                .toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        int nobody = new Ports(new SecureRandom()).next();
        gateway = new Gateway(Map.of(Backend.UPLOAD_SERVICE, backend.actualPort(), Backend.PROVENANCE_STORE, nobody),
                new Limits(Duration.ofMillis(600), Duration.ofSeconds(10), Duration.ofSeconds(20), 20));
        gateway.listen(List.of("127.0.0.1"), 0);
    }

    @AfterEach
    void close() throws Exception {
        gateway.stop();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void passesTheReasonPhraseThrough() throws Exception {
        service = request -> request.response().setStatusCode(400).setStatusMessage("Invalid attestation: wrong subject")
                .end("body");

        String answer = exchange("POST /legacy/ HTTP/1.1", "Host: h", "Content-Length: 0");

        assertThat(answer).startsWith("HTTP/1.1 400 Invalid attestation: wrong subject\r\n").endsWith("body");
    }

    @Test
    void streamsAnUploadWhileItIsBeingSent() throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        service = request -> request.handler(chunk -> received.add(chunk.toString()))
                .endHandler(end -> request.response().end("done"));
        try (Socket client = connect()) {
            send(client, "POST /legacy/ HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nfirst");

            String before = received.poll(10, TimeUnit.SECONDS);

            assertThat(before).isEqualTo("first");
            send(client, "other");
            assertThat(readUntil(client, "done")).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void streamsAnAnswerWhileItIsBeingMade() throws Exception {
        BlockingQueue<HttpServerRequest> asked = new LinkedBlockingQueue<>();
        service = request -> {
            request.response().setChunked(true).write("first");
            asked.add(request);
        };
        try (Socket client = connect()) {
            send(client, "GET /manage/ HTTP/1.1\r\nHost: h\r\n\r\n");

            String before = readUntil(client, "first");

            assertThat(before).contains("200 OK");
            asked.take().response().end("second");
            assertThat(readUntil(client, "second")).isNotEmpty();
        }
    }

    @Test
    void saysItselfWhereARequestCameFrom() throws Exception {
        service = echoHeaders();

        String answer = exchange("GET /manage/ HTTP/1.1", "Host: index.example:1", "X-Forwarded-For: 6.6.6.6",
                "Forwarded: for=6.6.6.6", "X-Forwarded-Prefix: /evil", "X_Forwarded_Host: evil", "X-Real-IP: 6.6.6.6");

        assertThat(answer).contains("x-forwarded-for=127.0.0.1;", "x-forwarded-proto=http;",
                "x-forwarded-host=index.example:1;").doesNotContain("6.6.6.6", "evil");
    }

    @Test
    void keepsHeadersOfOneConnectionToThatConnection() throws Exception {
        service = echoHeaders();

        String answer = exchange("GET /manage/ HTTP/1.1", "Host: h", "Connection: X-Private", "X-Private: secret",
                "Keep-Alive: 5", "TE: trailers", "Authorization: Basic abc");

        assertThat(answer).contains("authorization=Basic abc;").doesNotContain("x-private", "keep-alive=", "te=");
    }

    @Test
    void answers503WithRetryAfterWhileAServiceIsDown() throws Exception {
        String answer = exchange("GET /simple/ HTTP/1.1", "Host: h");

        assertThat(answer).startsWith("HTTP/1.1 503 Service Unavailable\r\n").containsIgnoringCase("retry-after: 2\r\n")
                .contains("\"message\":\"provenance-store is not there at the moment\"");
    }

    @Test
    void answers502WhenAServiceBreaksOff() throws Exception {
        service = request -> request.connection().close();

        String answer = exchange("GET /manage/ HTTP/1.1", "Host: h");

        assertThat(answer).startsWith("HTTP/1.1 502 Bad Gateway\r\n").containsIgnoringCase("retry-after: 2\r\n")
                .contains("upload-service broke off");
    }

    @Test
    void passesARefusalThatComesBeforeTheUploadHasEnded() throws Exception {
        service = request -> request.response().setStatusCode(413).setStatusMessage("File too large")
                .putHeader("Connection", "close").end("the end");
        byte[] chunk = new byte[64 * 1024];
        int chunks = 200;
        try (Socket client = connect()) {
            send(client, "POST /legacy/ HTTP/1.1\r\nHost: h\r\nContent-Length: " + chunks * chunk.length + "\r\n\r\n");
            for (int i = 0; i < chunks; i++) {
                client.getOutputStream().write(chunk);
            }

            assertThat(readUntil(client, "the end")).startsWith("HTTP/1.1 413 File too large\r\n").endsWith("the end");
        }
    }

    @Test
    void keepsTheLengthInTheAnswerToHead() throws Exception {
        service = request -> request.response().putHeader("Content-Length", "12345").end();

        String answer = exchange("HEAD /manage/ HTTP/1.1", "Host: h");

        assertThat(answer).startsWith("HTTP/1.1 200 OK").containsIgnoringCase("content-length: 12345\r\n")
                .doesNotContainIgnoringCase("transfer-encoding");
    }

    @Test
    void refusesARequestWithoutHost() throws Exception {
        assertThat(exchange("GET /manage/ HTTP/1.1")).startsWith("HTTP/1.1 400 Bad Request\r\n");
    }

    @Test
    void refusesAHugeHeader() throws Exception {
        assertThat(exchange("GET /manage/ HTTP/1.1", "Host: h", "X-Long: " + "x".repeat(40_000)))
                .startsWith("HTTP/1.1 431 ");
    }

    @Test
    void closesAConnectionWhoseRequestDoesNotCome() throws Exception {
        try (Socket client = connect()) {
            send(client, "GET /manage/ HTTP/1.1\r\nHost: h\r\nX-Slow: ");

            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void closesConnectionsBeyondItsLimit() throws Exception {
        List<Socket> clients = new java.util.ArrayList<>();
        try {
            for (int i = 0; i < 21; i++) {
                clients.add(connect());
            }
            assertThat(clients.getLast().getInputStream().read()).isEqualTo(-1);
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    private static Consumer<HttpServerRequest> echoHeaders() {
        return request -> {
            Buffer text = Buffer.buffer();
            request.headers().forEach((name, value) -> text.appendString(name.toLowerCase() + "=" + value + ";"));
            request.response().end(text);
        };
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), gateway.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    /// The whole answer to a request without a body, after which the connection is closed.
    private String exchange(String... lines) throws IOException {
        try (Socket client = connect()) {
            send(client, String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n");
            return new String(client.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private static void send(Socket client, String text) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
    }

    private static String readUntil(Socket client, String end) throws IOException {
        StringBuilder read = new StringBuilder();
        InputStream in = client.getInputStream();
        while (!read.toString().contains(end)) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            read.append((char) next);
        }
        return read.toString();
    }
}
