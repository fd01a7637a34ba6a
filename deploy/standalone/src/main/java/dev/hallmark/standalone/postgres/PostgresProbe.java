package dev.hallmark.standalone.postgres;

import dev.hallmark.standalone.process.Probe;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Whether a PostgreSQL server takes connections: it answers a start-up message with a request for authentication.
///
/// A server that is starting, stopping or recovering answers with an error instead (PostgreSQL documentation,
/// "Message Formats": `StartupMessage`, `AuthenticationSASL`, `ErrorResponse`).
record PostgresProbe(int port, String database) implements Probe {
    private static final int PROTOCOL_3_0 = 3 << 16;
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final byte AUTHENTICATION = 'R';

    @Override
    public boolean holds() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(startupMessage());
            return new DataInputStream(socket.getInputStream()).readByte() == AUTHENTICATION;
        }
    }

    private byte[] startupMessage() throws IOException {
        ByteArrayOutputStream parameters = new ByteArrayOutputStream();
        for (String text : new String[] {"user", database, "database", database, ""}) {
            parameters.write(text.getBytes(StandardCharsets.US_ASCII));
            parameters.write(0);
        }
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(message);
        out.writeInt(2 * Integer.BYTES + parameters.size());
        out.writeInt(PROTOCOL_3_0);
        parameters.writeTo(out);
        return message.toByteArray();
    }
}
