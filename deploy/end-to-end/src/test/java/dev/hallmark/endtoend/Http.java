package dev.hallmark.endtoend;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// HTTP/1.1 in the plainest form, one request for each connection: the client of the JDK shows no reason phrase, and
/// sends no request that is broken.
final class Http {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int READ_MILLIS = 60_000;

    private Http() {}

    static Answer get(URI url) {
        return send("GET", url, Map.of(), new byte[0]);
    }

    static Answer get(URI url, String accept) {
        return send("GET", url, Map.of("Accept", accept), new byte[0]);
    }

    static Answer send(String method, URI url, Map<String, String> headers, byte[] body) {
        return send(method, url, headers, body, body.length);
    }

    /// Promises `body` and closes its side of the connection after `sent` bytes of it.
    ///
    /// @throws UncheckedIOException if there is no answer
    static Answer send(String method, URI url, Map<String, String> headers, byte[] body, int sent) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(READ_MILLIS);
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), CONNECT_MILLIS);
            try {
                OutputStream out = socket.getOutputStream();
                out.write(head(method, url, headers, body.length));
                out.write(body, 0, sent);
                out.flush();
                if (sent < body.length) {
                    socket.shutdownOutput();
                }
            } catch (SocketException refusedEarly) {
                // The answer may be there already: a server need not read a body that it refuses.
            }
            return answer(new BufferedInputStream(socket.getInputStream()), method);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + url, e);
        }
    }

    private static byte[] head(String method, URI url, Map<String, String> headers, int length) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put("Host", url.getAuthority());
        all.put("Connection", "close");
        if (length > 0 || method.equals("POST")) {
            all.put("Content-Length", Integer.toString(length));
        }
        String target = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        all.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Answer answer(InputStream in, String method) throws IOException {
        String[] status = line(in).split(" ", 3);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon).toLowerCase(), line.substring(colon + 1).strip());
        }
        if (status[1].equals("100")) {
            return answer(in, method);
        }
        boolean withoutBody = method.equals("HEAD") || status[1].equals("204") || status[1].equals("304");
        byte[] body = withoutBody ? new byte[0] : body(in, headers);
        return new Answer(Integer.parseInt(status[1]), status.length > 2 ? status[2] : "", headers, body);
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
                body.write(in.readNBytes(size));
                line(in);
            }
            return body.toByteArray();
        }
        String length = headers.get("content-length");
        if (length == null) {
            return in.readAllBytes();
        }
        byte[] body = in.readNBytes(Integer.parseInt(length));
        if (body.length != Integer.parseInt(length)) {
            throw new EOFException("expected a body of " + length + " bytes, found " + body.length);
        }
        return body;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("expected an answer, found the end of the connection");
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
