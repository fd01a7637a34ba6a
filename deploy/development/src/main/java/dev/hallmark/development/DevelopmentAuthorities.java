package dev.hallmark.development;

import com.sun.net.httpserver.HttpServer;
import dev.hallmark.development.oidc.LocalGitLab;
import dev.hallmark.development.oidc.LocalIdentityProvider;
import dev.hallmark.development.oidc.LocalIssuer;
import dev.hallmark.development.sigstore.LocalSigstore;
import dev.hallmark.development.web.Answer;
import dev.hallmark.development.web.Endpoints;
import dev.hallmark.development.web.Json;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The issuer and the Sigstore behind one HTTP server on `127.0.0.1`.
public final class DevelopmentAuthorities implements AutoCloseable {

    private static final int THREADS = 8;
    private static final int BACKLOG = 64;

    private final HttpServer server;
    private final ExecutorService threads;
    private final URI origin;
    private final LocalIssuer issuer;
    private final LocalSigstore sigstore;

    private DevelopmentAuthorities(
            HttpServer server, ExecutorService threads, URI origin, LocalIssuer issuer, LocalSigstore sigstore) {
        this.server = server;
        this.threads = threads;
        this.origin = origin;
        this.issuer = issuer;
        this.sigstore = sigstore;
    }

    /// Starts on `port`, or on a free one for 0, with keys and log in `data`. The issuer is named by its own URL.
    public static DevelopmentAuthorities start(Path data, int port, Clock clock) throws IOException {
        return start(data, port, clock, Optional.empty());
    }

    /// @param otherIssuer the `iss` of its tokens where that is to be another than its URL
    public static DevelopmentAuthorities start(Path data, int port, Clock clock, Optional<String> otherIssuer)
            throws IOException {
        HttpServer server = bind(port);
        URI origin = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try {
            LocalIssuer issuer =
                    LocalIssuer.open(data.resolve("oidc"), origin, otherIssuer.orElse(origin.toString()), clock);
            LocalSigstore sigstore = LocalSigstore.open(data.resolve("sigstore"), origin, clock);
            Endpoints endpoints = new Endpoints()
                    .get("/health", _ -> Answer.json(200, Json.object().put("status", "UP")));
            issuer.addTo(endpoints);
            LocalGitLab.open(data.resolve("oidc"), origin, clock).addTo(endpoints);
            LocalIdentityProvider.open(data.resolve("oidc"), origin, clock).addTo(endpoints);
            sigstore.addTo(endpoints, issuer);
            ExecutorService threads = Executors.newFixedThreadPool(
                    THREADS, Thread.ofPlatform().daemon().name("development-", 0).factory());
            server.createContext("/", endpoints);
            server.setExecutor(threads);
            server.start();
            return new DevelopmentAuthorities(server, threads, origin, issuer, sigstore);
        } catch (IOException | RuntimeException e) {
            server.stop(0);
            throw e;
        }
    }

    private static HttpServer bind(int port) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try {
            return HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
        } catch (BindException e) {
            throw new IOException("port " + port + " on 127.0.0.1 cannot be used: " + e.getMessage(), e);
        }
    }

    /// The URL of everything here: issuer, authority, log and trust root.
    public URI origin() {
        return origin;
    }

    public LocalIssuer issuer() {
        return issuer;
    }

    public LocalSigstore sigstore() {
        return sigstore;
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        threads.shutdown();
        sigstore.close();
    }
}
