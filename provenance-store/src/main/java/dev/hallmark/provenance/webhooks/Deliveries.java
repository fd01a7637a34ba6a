package dev.hallmark.provenance.webhooks;

import dev.hallmark.contract.Parsed;
import dev.hallmark.provenance.OwnContext;
import dev.hallmark.provenance.Pump;
import dev.hallmark.provenance.StoreConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Sends what is queued for receivers.
///
/// External effect: one `POST` for each event and receiver. A crash between a receiver's answer and the commit sends it
/// again under the same id; a receiver that is down is tried again later and holds up nobody else's deliveries for longer
/// than one attempt takes.
@Singleton
final class Deliveries {

    private static final int BATCH = 20;
    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    /// Longer than an attempt can take: a replica that died leaves its deliveries to others after that.
    private static final Duration CLAIM = Duration.ofMinutes(1);
    private static final int GONE = 410;

    /// What came of an attempt.
    private sealed interface Attempt {
        record Received() implements Attempt {}

        record Failed(String why) implements Attempt {}

        record Unwanted() implements Attempt {}
    }

    private final Webhooks webhooks;
    private final boolean anywhere;
    private final Backoff backoff;
    private final Clock clock;
    private final MeterRegistry meters;
    private final HttpClient client;
    private final WorkerExecutor resolver;
    private final Pump pump;

    Deliveries(Webhooks webhooks, StoreConfiguration configuration, Clock clock, MeterRegistry meters, Vertx vertx) {
        this.webhooks = webhooks;
        this.anywhere = configuration.webhooks().allowPrivate();
        this.backoff = new Backoff(configuration.webhooks().giveUpAfter());
        this.clock = clock;
        this.meters = meters;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) LIMIT.toMillis())
                .setKeepAlive(false)
                .setMaxPoolSize(BATCH)
                .setMaxHeaderSize(8_192));
        this.resolver = vertx.createSharedWorkerExecutor("webhook-names", 2);
        this.pump = new Pump("webhooks", vertx, PERIOD, this::sendBatch);
    }

    void start(@Observes StartupEvent started) {
        pump.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        pump.stop();
        client.close();
        resolver.close();
    }

    private Uni<Boolean> sendBatch(OwnContext context) {
        Instant now = clock.instant();
        return Panache.withTransaction(() -> webhooks.claim(BATCH, now, now.plus(CLAIM)))
                .chain(due -> due.isEmpty()
                        ? Uni.createFrom().item(List.<Attempt>of())
                        : Uni.join()
                                .all(due.stream().map(this::attempt).toList())
                                .andFailFast()
                                .emitOn(context)
                                .call(attempts -> Panache.withTransaction(() -> settle(due, attempts))))
                .map(attempts -> attempts.size() == BATCH);
    }

    private Uni<Void> settle(List<Webhooks.Due> due, List<Attempt> attempts) {
        Uni<Void> settled = Uni.createFrom().voidItem();
        for (int i = 0; i < due.size(); i++) {
            Webhooks.Due delivery = due.get(i);
            Attempt attempt = attempts.get(i);
            settled = settled.chain(_ -> settle(delivery, attempt));
        }
        return settled;
    }

    private Uni<Void> settle(Webhooks.Due due, Attempt attempt) {
        return switch (attempt) {
            case Attempt.Received _ -> counted("received", webhooks.delivered(due));
            case Attempt.Unwanted _ -> counted("given-up", webhooks.giveUp(due, "410 Gone"));
            case Attempt.Failed failed -> {
                Optional<Instant> next = backoff.next(due.attempts(), due.queuedAt(), clock.instant());
                yield next.isPresent()
                        ? counted("failed", webhooks.retry(due, next.get(), failed.why()))
                        : counted("given-up", webhooks.giveUp(due, failed.why()));
            }
        };
    }

    private Uni<Void> counted(String outcome, Uni<Void> settled) {
        return settled.invoke(
                () -> meters.counter("hallmark.webhook.attempted", "outcome", outcome).increment());
    }

    private Uni<Attempt> attempt(Webhooks.Due due) {
        return switch (ReceiverUrl.parse(due.url(), anywhere)) {
            case Parsed.Invalid<ReceiverUrl> invalid -> Uni.createFrom().item(new Attempt.Failed(invalid.why()));
            case Parsed.Valid<ReceiverUrl>(ReceiverUrl url) -> addressOf(url)
                    .chain(address -> post(due, url, address))
                    .ifNoItem()
                    .after(LIMIT)
                    .recoverWithItem(new Attempt.Failed("no answer in " + LIMIT.toSeconds() + " seconds"))
                    .onFailure()
                    .recoverWithItem(failure -> new Attempt.Failed(String.valueOf(failure.getMessage())));
        };
    }

    /// An address that may be connected to; the connection goes there and nowhere else, whatever the name says next.
    private Uni<InetAddress> addressOf(ReceiverUrl url) {
        return Uni.createFrom().completionStage(() -> resolver.executeBlocking(() -> resolve(url), false)
                .toCompletionStage());
    }

    private InetAddress resolve(ReceiverUrl url) throws UnknownHostException {
        InetAddress[] addresses = InetAddress.getAllByName(url.host());
        for (InetAddress address : addresses) {
            if (!anywhere && !PublicAddress.is(address)) {
                throw new UnknownHostException("expected a host of the public internet only");
            }
        }
        return addresses[0];
    }

    private Uni<Attempt> post(Webhooks.Due due, ReceiverUrl url, InetAddress address) {
        Instant now = clock.instant();
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(url.port(), address.getHostAddress()))
                .setHost(url.host())
                .setPort(url.port())
                .setSsl(url.secure())
                .setURI(url.path())
                .setFollowRedirects(false)
                .setTimeout(LIMIT.toMillis())
                .putHeader("content-type", "application/cloudevents+json; charset=utf-8")
                .putHeader("user-agent", "hallmark")
                .putHeader("webhook-id", due.eventId().toString())
                .putHeader("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .putHeader("webhook-signature", due.secret().sign(due.eventId().toString(), now, due.body()));
        return Uni.createFrom().completionStage(() -> client.request(request)
                .compose(open -> open.send(due.body()).onSuccess(_ -> open.reset()))
                .map(answer -> outcome(answer.statusCode()))
                .toCompletionStage());
    }

    private static Attempt outcome(int status) {
        if (status >= 200 && status < 300) {
            return new Attempt.Received();
        }
        return status == GONE ? new Attempt.Unwanted() : new Attempt.Failed("status " + status);
    }
}
