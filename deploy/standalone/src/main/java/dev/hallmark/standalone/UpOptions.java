package dev.hallmark.standalone;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What `./hallmark up` was asked to do.
///
/// @param data             the data folder
/// @param port             for http
/// @param tlsPort          for https
/// @param listen           the address to listen on; none: the loopback addresses only
/// @param localAuthorities whether the local OIDC issuer and the local Sigstore run
record UpOptions(Path data, int port, int tlsPort, Optional<String> listen, boolean localAuthorities) {
    /// The addresses to listen on. `localhost` means both loopback addresses to clients, where there are both.
    List<String> addresses() {
        return listen.map(List::of).orElseGet(() -> hasLoopback6() ? List.of("127.0.0.1", "::1") : List.of("127.0.0.1"));
    }

    /// The http origin.
    URI url() {
        return URI.create("http://" + host() + ":" + port);
    }

    /// The https origin, which absolute URLs in answers begin with.
    URI publicUrl() {
        return URI.create("https://" + host() + ":" + tlsPort);
    }

    private String host() {
        return listen.isEmpty() ? "localhost" : hostName().orElse("localhost");
    }

    /// Names beside `localhost` that the certificate is for.
    List<String> certificateNames() {
        return hostName().map(List::of).orElseGet(List::of);
    }

    private static Optional<String> hostName() {
        try {
            String name = InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
            return name.matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?") && !name.matches("[0-9.]+") ? Optional.of(name)
                    : Optional.empty();
        } catch (UnknownHostException nameless) {
            return Optional.empty();
        }
    }

    private static boolean hasLoopback6() {
        try (var socket = new java.net.ServerSocket()) {
            socket.bind(new java.net.InetSocketAddress(InetAddress.ofLiteral("::1"), 0));
            return true;
        } catch (java.io.IOException none) {
            return false;
        }
    }
}
