package dev.hallmark.upload.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// An HTTP/1.1 client that sends what it is told and shows the status line.
public final class RawHttp {

    private RawHttp() {}

    public record Answer(int status, String reason, Map<String, String> headers, String body) {
        public String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }
    }

    public static Answer send(int port, String method, String path, Map<String, String> headers, byte[] body) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putIfAbsent("Content-Length", Integer.toString(body.length));
        return exchange(port, method, path, all, body);
    }

    /// With a body that says its length itself.
    public static Answer exchangeWithoutLength(int port, String method, String path, Map<String, String> headers, byte[] body) {
        return exchange(port, method, path, headers, body);
    }

    public static Answer get(int port, String path, Map<String, String> headers) {
        return exchange(port, "GET", path, headers, new byte[0]);
    }

    private static Answer exchange(int port, String method, String path, Map<String, String> headers, byte[] body) {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            out.write(head(method, path, headers));
            out.write(body);
            out.flush();
            return read(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends the beginning of a request and goes away when `enough` returns.
    public static void abandon(
            int port, String method, String path, Map<String, String> headers, byte[] beginning, Runnable enough) {
        try (Socket socket = new Socket("localhost", port)) {
            OutputStream out = socket.getOutputStream();
            out.write(head(method, path, headers));
            out.write(beginning);
            out.flush();
            enough.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] head(String method, String path, Map<String, String> headers) {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Answer read(Socket socket) throws IOException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try {
            byte[] buffer = new byte[8_192];
            int length;
            while (!isWhole(received) && (length = socket.getInputStream().read(buffer)) >= 0) {
                received.write(buffer, 0, length);
            }
        } catch (IOException e) {
            if (received.size() == 0) {
                throw e;
            }
        }
        String text = received.toString(StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        String[] lines = text.substring(0, end).split("\r\n");
        String[] status = lines[0].split(" ", 3);
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(lines[i].substring(0, colon).toLowerCase(Locale.ROOT), lines[i].substring(colon + 1).strip());
        }
        String body = text.substring(end + 4);
        return new Answer(
                Integer.parseInt(status[1]),
                status.length > 2 ? status[2] : "",
                headers,
                "chunked".equals(headers.get("transfer-encoding")) ? dechunked(body) : body);
    }

    /// As far as it says its own length: a server that still waits for a body keeps the connection open.
    private static boolean isWhole(ByteArrayOutputStream received) {
        String text = received.toString(StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        for (String line : text.substring(0, end).split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                return text.length() >= end + 4 + Integer.parseInt(line.substring("content-length:".length()).strip());
            }
        }
        return false;
    }

    private static String dechunked(String body) {
        StringBuilder whole = new StringBuilder();
        int at = 0;
        while (true) {
            int line = body.indexOf("\r\n", at);
            int size = Integer.parseInt(body.substring(at, line).strip(), 16);
            if (size == 0) {
                return whole.toString();
            }
            whole.append(body, line + 2, line + 2 + size);
            at = line + 2 + size + 2;
        }
    }
}
