package dev.hallmark.provenance.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.ConstructorDetector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.event.EventType;
import dev.hallmark.contract.event.Topic;
import dev.hallmark.provenance.StoreConfiguration;
import dev.hallmark.provenance.access.AdministratorOnly;
import dev.hallmark.provenance.catalogue.Recorded;
import dev.hallmark.provenance.http.JsonMessage;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// `/webhooks`: who is told over HTTP. The secret is in the answer to its making and nowhere else.
@Path("/webhooks")
@Singleton
@Cancellable(false)
@AdministratorOnly
public final class WebhookResource {

    /// @param types event types; null for all
    /// @param project null for all
    record Order(@Nullable String url, @Nullable List<String> types, @Nullable String project) {}

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .constructorDetector(ConstructorDetector.USE_PROPERTIES_BASED)
            .build();

    private static final Set<String> TYPES = Arrays.stream(EventType.values())
            .filter(type -> type.topics().contains(Topic.PROVENANCE_EVENTS))
            .map(EventType::wireName)
            .collect(Collectors.toUnmodifiableSet());

    private final Webhooks webhooks;
    private final boolean anywhere;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    WebhookResource(Webhooks webhooks, StoreConfiguration configuration, Clock clock) {
        this.webhooks = webhooks;
        this.anywhere = configuration.webhooks().allowPrivate();
        this.clock = clock;
    }

    @GET
    public Uni<RestResponse<byte[]>> all() {
        return Panache.withSession(webhooks::all).map(all -> json(200, Map.of("webhooks", all)));
    }

    @POST
    @Consumes("application/json")
    public Uni<RestResponse<byte[]>> add(String body) {
        Parsed<Webhooks.Webhook> parsed = parse(body);
        if (parsed instanceof Parsed.Invalid<Webhooks.Webhook> invalid) {
            return Uni.createFrom().item(JsonMessage.of(400, invalid.why()));
        }
        Webhooks.Webhook webhook = parsed.orThrow();
        WebhookSecret secret = WebhookSecret.random(random);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", webhook.id());
        answer.put("secret", secret.reveal());
        return Panache.withTransaction(() -> webhooks.add(webhook, secret)).map(_ -> json(201, answer));
    }

    @DELETE
    @Path("/{id}")
    public Uni<RestResponse<byte[]>> remove(@PathParam("id") UUID id) {
        return Panache.withTransaction(() -> webhooks.remove(id))
                .map(removed -> removed
                        ? ResponseBuilder.<byte[]>create(204).build()
                        : JsonMessage.of(404, "No such webhook"));
    }

    private Parsed<Webhooks.Webhook> parse(String body) {
        @Nullable Order order;
        try {
            order = MAPPER.readValue(body, Order.class);
        } catch (JsonProcessingException _) {
            return Parsed.invalid("expected a JSON object with url, and perhaps types and project");
        }
        if (order == null || order.url() == null) {
            return Parsed.invalid("expected a url");
        }
        if (order.types() != null && !TYPES.containsAll(order.types())) {
            return Parsed.invalid("expected types of " + TYPES.stream().sorted().toList());
        }
        Parsed<ReceiverUrl> url = ReceiverUrl.parse(order.url(), anywhere);
        if (url instanceof Parsed.Invalid<ReceiverUrl> invalid) {
            return Parsed.invalid(invalid.why());
        }
        if (order.project() != null && ProjectName.parse(order.project()) instanceof Parsed.Invalid<ProjectName> invalid) {
            return Parsed.invalid(invalid.why());
        }
        String project = order.project() == null
                ? null
                : ProjectName.parse(order.project()).orThrow().normalized();
        return Parsed.valid(new Webhooks.Webhook(
                UUID.randomUUID(), order.url(), order.types(), project, clock.instant(), 0, 0));
    }

    private static RestResponse<byte[]> json(int status, Object value) {
        return ResponseBuilder.<byte[]>create(status)
                .entity(Recorded.write(value).getBytes(StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_TYPE, "application/json")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
