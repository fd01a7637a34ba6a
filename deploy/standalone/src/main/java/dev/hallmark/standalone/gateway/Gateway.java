package dev.hallmark.standalone.gateway;

import dev.hallmark.standalone.console.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyResponse;
import java.net.BindException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The gateway: listeners for http and https before a reverse proxy.
///
/// It may be opened before the services run; until they do it answers 503.
public final class Gateway {
    private static final String BACKEND = "backend";
    private static final Duration STOP_LIMIT = Duration.ofSeconds(8);

    private final Vertx vertx;
    private final HttpProxy proxy;
    private final Limits limits;
    private final List<HttpServer> servers = new ArrayList<>();
    private final List<HttpServer> tlsServers = new ArrayList<>();

    /// A gateway before services on the given loopback ports.
    public Gateway(Map<Backend, Integer> ports, Limits limits) {
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(2)
                .setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        this.limits = limits;
        Map<Backend, Integer> backends = Map.copyOf(ports);
        this.proxy = HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), vertx.createHttpClient(clientOptions()))
                .origin(context -> {
                    Backend backend = context.get(BACKEND, Backend.class);
                    return context.client().request(new RequestOptions()
                            .setServer(SocketAddress.inetSocketAddress(backends.getOrDefault(backend, 0), "127.0.0.1")));
                })
                .addInterceptor(new Exchange());
    }

    private static HttpClientOptions clientOptions() {
        return new HttpClientOptions()
                .setConnectTimeout(3_000)
                .setMaxPoolSize(512)
                .setMaxInitialLineLength(16 * 1024)
                .setMaxHeaderSize(64 * 1024)
                .setDecompressionSupported(false);
    }

    /// Listens for http on every address.
    public void listen(List<String> addresses, int port) throws InterruptedException {
        for (String address : addresses) {
            servers.add(open(serverOptions(address, port)));
        }
    }

    /// Listens for https on every address.
    public void listenTls(List<String> addresses, int port, Path certificate, Path key) throws InterruptedException {
        for (String address : addresses) {
            tlsServers.add(open(serverOptions(address, port).setSsl(true).setUseAlpn(false)
                    .setKeyCertOptions(keyAndCertificate(certificate, key))));
        }
    }

    /// Uses a renewed certificate for connections from now on.
    public void useCertificate(Path certificate, Path key) {
        tlsServers.forEach(server ->
                server.updateSSLOptions(new SSLOptions().setKeyCertOptions(keyAndCertificate(certificate, key))));
    }

    private static PemKeyCertOptions keyAndCertificate(Path certificate, Path key) {
        return new PemKeyCertOptions().setCertPath(certificate.toString()).setKeyPath(key.toString());
    }

    /// The http port, for callers that asked for port 0.
    int port() {
        return servers.getFirst().actualPort();
    }

    /// The https port, for callers that asked for port 0.
    int tlsPort() {
        return tlsServers.getFirst().actualPort();
    }

    private HttpServerOptions serverOptions(String address, int port) {
        return new HttpServerOptions()
                .setHost(address)
                .setPort(port)
                .setReusePort(false)
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout((int) limits.idle().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxInitialLineLength(Limits.REQUEST_LINE_BYTES)
                .setMaxHeaderSize(Limits.HEADER_BYTES)
                .setHandle100ContinueAutomatically(true)
                .setCompressionSupported(false)
                .setDecompressionSupported(false);
    }

    private HttpServer open(HttpServerOptions options) throws InterruptedException {
        Connections connections = new Connections(vertx, limits);
        HttpServer server = vertx.createHttpServer(options)
                .connectionHandler(connections::opened)
                .requestHandler(request -> {
                    connections.received(request);
                    route(request);
                });
        try {
            return await(server.listen(), Duration.ofSeconds(10));
        } catch (ExecutionException failed) {
            throw cannotListen(options, failed.getCause());
        } catch (TimeoutException slow) {
            throw cannotListen(options, slow);
        }
    }

    private static Refusal cannotListen(HttpServerOptions options, @Nullable Throwable cause) {
        String where = "port " + options.getPort() + " of " + options.getHost();
        if (cause instanceof BindException taken && String.valueOf(taken.getMessage()).contains("in use")) {
            return new Refusal(where + " is in use: stop the other program or choose another with "
                    + (options.isSsl() ? "--tls-port" : "--port"));
        }
        return new Refusal("cannot listen on " + where + ": " + (cause == null ? "unknown" : cause.getMessage()));
    }

    private static <T> T await(Future<T> future, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.toCompletionStage().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void route(HttpServerRequest request) {
        if (request.authority() == null) {
            refuse(request, new Problem(400, "Bad Request", "The request has no valid Host header", false));
            return;
        }
        switch (Route.of(request.method().name(), request.uri())) {
            case Route.To _ -> proxy.handle(request);
            case Route.Refused refused -> refuse(request, Problem.of(refused));
        }
    }

    private static void refuse(HttpServerRequest request, Problem problem) {
        request.resume();
        problem.answer(request.response());
    }

    /// What happens on the way of one request and its answer.
    private static final class Exchange implements ProxyInterceptor {
        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            HttpServerRequest request = context.request().proxiedRequest();
            Backend backend = switch (Route.of(request.method().name(), request.uri())) {
                case Route.To to -> to.backend();
                case Route.Refused refused -> throw new IllegalStateException("was refused before: " + refused);
            };
            context.set(BACKEND, backend);
            Headers.towardsService(request, context.request().headers());
            return context.sendRequest().recover(failure -> Future.succeededFuture(
                    problem(backend, failure).fill(context.request().release().response())));
        }

        @Override
        public Future<Void> handleProxyResponse(ProxyContext context) {
            Headers.towardsClient(context.response().headers());
            return context.sendResponse();
        }

        private static Problem problem(Backend backend, Throwable failure) {
            return failure instanceof ConnectException ? Problem.down(backend) : Problem.broken(backend);
        }
    }

    /// Stops listening and closes what is open, in bounded time.
    public void stop() throws InterruptedException {
        try {
            await(vertx.close(), STOP_LIMIT);
        } catch (ExecutionException | TimeoutException unclean) {
            // The process ends next, and the kernel closes what is left.
        }
    }
}
