package dev.hallmark.standalone.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Free loopback ports for the parts behind the gateway.
///
/// They come from below the range that the kernel gives to outgoing connections, so that a port which is free now is not
/// taken by a passing client before its server binds it, nor while that server is being started again.
public final class Ports {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 500;

    private final RandomGenerator random;
    private final Set<Integer> given = new HashSet<>();

    /// Ports chosen with the given source of randomness.
    public Ports(RandomGenerator random) {
        this.random = random;
    }

    /// A port that is free now and that this object has not given before.
    public synchronized int next() throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = random.nextInt(LOWEST, HIGHEST);
            if (isFree(port) && given.add(port)) {
                return port;
            }
        }
        throw new IOException("found no free loopback port between " + LOWEST + " and " + HIGHEST);
    }

    /// Whether a server could bind this loopback port now.
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
