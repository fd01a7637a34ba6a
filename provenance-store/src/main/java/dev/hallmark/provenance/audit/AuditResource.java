package dev.hallmark.provenance.audit;

import dev.hallmark.contract.Parsed;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// `/audit`: search, reviews, quarantines and declarations.
///
/// Orders are answered 202 with their `Location`; that is where their progress can be read.
@Path("/audit")
@Singleton
@Cancellable(false)
@AdministratorOnly
public final class AuditResource {

    private static final int PAGE = 100;
    private static final int LONGEST_REASON = 1_000;
    private static final String DEFAULT_BY = "the administrator";
    private static final Set<String> SEARCH_PARAMETERS =
            Set.of("workflow", "commit", "repository", "signer", "trustRoot", "policy", "from", "to", "after");

    private final Search search;
    private final Reviews reviews;
    private final Quarantines quarantines;
    private final Compromises compromises;
    private final Clock clock;

    AuditResource(Search search, Reviews reviews, Quarantines quarantines, Compromises compromises, Clock clock) {
        this.search = search;
        this.reviews = reviews;
        this.quarantines = quarantines;
        this.compromises = compromises;
        this.clock = clock;
    }

    /// Every file that fits all criteria, in the order of signing, a page at a time.
    @GET
    @Path("/files")
    public Uni<RestResponse<byte[]>> files(@Context UriInfo uri, @QueryParam("after") @Nullable String after) {
        Parsed<Criteria> criteria = criteria(uri);
        if (criteria instanceof Parsed.Invalid<Criteria> invalid) {
            return refused(invalid.why());
        }
        Optional<Search.Cursor> cursor = Optional.ofNullable(after).flatMap(Search.Cursor::parse);
        if (after != null && cursor.isEmpty()) {
            return refused("expected the next of an earlier page as after");
        }
        return Panache.withSession(() -> search.find(criteria.orThrow(), cursor.orElse(null), PAGE + 1))
                .map(found -> {
                    List<AttestedFile> page = found.subList(0, Math.min(PAGE, found.size()));
                    Map<String, Object> answer = new LinkedHashMap<>();
                    answer.put("files", page);
                    if (found.size() > PAGE) {
                        answer.put("next", page.getLast().cursor());
                    }
                    return json(200, answer);
                });
    }

    @POST
    @Path("/reviews")
    @Consumes("application/json")
    public Uni<RestResponse<byte[]>> review(String body) {
        return taken(body, Body.ReviewOrder.class, order -> {
            Criteria criteria = order.criteria() == null ? Criteria.ALL : order.criteria();
            if (criteria.equals(Criteria.ALL) && !Boolean.TRUE.equals(order.all())) {
                return refused("expected criteria, or all to be true");
            }
            return ordered(criteria, order.reason(), "reviews", (id, reason) -> Panache.withTransaction(
                    () -> reviews.order(id, criteria, reason, by(order.by()), clock.instant())));
        });
    }

    @GET
    @Path("/reviews")
    public Uni<RestResponse<byte[]>> reviews() {
        return Panache.withSession(reviews::all).map(all -> json(200, Map.of("reviews", all)));
    }

    @GET
    @Path("/reviews/{id}")
    public Uni<RestResponse<byte[]>> review(@PathParam("id") UUID id) {
        return Panache.withSession(() -> reviews.find(id)).map(AuditResource::found);
    }

    @POST
    @Path("/quarantines")
    @Consumes("application/json")
    public Uni<RestResponse<byte[]>> quarantine(String body) {
        return taken(body, Body.QuarantineOrder.class, order -> {
            Criteria criteria = order.criteria();
            List<UUID> uploadIds = order.uploadIds();
            if ((criteria == null) == (uploadIds == null)) {
                return refused("expected either criteria or uploadIds");
            }
            if (criteria == null) {
                return ordered(Criteria.ALL, order.reason(), "quarantines", (id, reason) -> Panache.withTransaction(
                        () -> quarantines.order(id, uploadIds, reason, by(order.by()), clock.instant())));
            }
            return criteria.aboutAnIdentity() instanceof Parsed.Invalid<Criteria> invalid
                    ? refused(invalid.why())
                    : ordered(criteria, order.reason(), "quarantines", (id, reason) -> Panache.withTransaction(
                            () -> quarantines.order(id, criteria, reason, by(order.by()), clock.instant())));
        });
    }

    @GET
    @Path("/quarantines")
    public Uni<RestResponse<byte[]>> quarantines() {
        return Panache.withSession(quarantines::all).map(all -> json(200, Map.of("quarantines", all)));
    }

    @GET
    @Path("/quarantines/{id}")
    public Uni<RestResponse<byte[]>> quarantine(@PathParam("id") UUID id) {
        return Panache.withSession(() -> quarantines.find(id)).map(AuditResource::found);
    }

    /// Lifts it: its files are shown again, but for those that another order holds.
    @DELETE
    @Path("/quarantines/{id}")
    public Uni<RestResponse<byte[]>> lift(@PathParam("id") UUID id, @QueryParam("by") @Nullable String by) {
        return Panache.withTransaction(() -> quarantines.lift(id, by(by), clock.instant()))
                .map(lifted -> lifted ? accepted("quarantines", id) : JsonMessage.of(404, "No such quarantine in force"));
    }

    /// Holds for what comes later at once, and by a quarantine for what is published already.
    @POST
    @Path("/compromises")
    @Consumes("application/json")
    public Uni<RestResponse<byte[]>> declare(String body) {
        return taken(body, Body.Declaration.class, declaration -> {
            Criteria criteria = declaration.criteria();
            if (criteria == null || criteria.from() == null || criteria.to() == null) {
                return refused("expected criteria with from and to");
            }
            if (criteria.aboutAnIdentity() instanceof Parsed.Invalid<Criteria> invalid) {
                return refused(invalid.why());
            }
            if (criteria.trustRoot() != null || criteria.policy() != null) {
                return refused("expected an identity, found how it was verified");
            }
            return ordered(criteria, declaration.reason(), "compromises",
                    (id, reason) -> declare(id, criteria, reason, declaration));
        });
    }

    private Uni<Void> declare(UUID id, Criteria criteria, String reason, Body.Declaration declaration) {
        Instant now = clock.instant();
        String by = by(declaration.by());
        return Panache.withTransaction(() -> compromises
                .declare(new Compromises.Compromise(id, criteria, reason, by, now, null, null))
                .chain(_ -> Boolean.FALSE.equals(declaration.quarantine())
                        ? Uni.createFrom().voidItem()
                        : quarantines.order(id, criteria, reason, by, now).replaceWithVoid()));
    }

    @GET
    @Path("/compromises")
    public Uni<RestResponse<byte[]>> compromises() {
        return Panache.withSession(compromises::all).map(all -> json(200, Map.of("compromises", all)));
    }

    @GET
    @Path("/compromises/{id}")
    public Uni<RestResponse<byte[]>> compromise(@PathParam("id") UUID id) {
        return Panache.withSession(() -> compromises.find(id)).map(AuditResource::found);
    }

    /// From now on such files are taken again. Those that are quarantined stay so: the quarantine is lifted by itself.
    @DELETE
    @Path("/compromises/{id}")
    public Uni<RestResponse<byte[]>> withdraw(@PathParam("id") UUID id, @QueryParam("by") @Nullable String by) {
        return Panache.withTransaction(() -> compromises.lift(id, by(by), clock.instant()))
                .map(lifted -> lifted.isPresent()
                        ? json(200, lifted.get())
                        : JsonMessage.of(404, "No such declaration in force"));
    }

    private static Parsed<Criteria> criteria(UriInfo uri) {
        Set<String> unknown = new HashSet<>(uri.getQueryParameters().keySet());
        unknown.removeAll(SEARCH_PARAMETERS);
        if (!unknown.isEmpty()) {
            return Parsed.invalid("expected only the parameters " + SEARCH_PARAMETERS.stream().sorted().toList());
        }
        Map<String, String> given = new LinkedHashMap<>();
        uri.getQueryParameters().forEach((name, values) -> given.put(name, values.getFirst()));
        try {
            Criteria criteria = new Criteria(
                    given.get("workflow"),
                    given.get("commit"),
                    given.get("repository"),
                    given.get("signer"),
                    given.get("trustRoot"),
                    given.get("policy"),
                    given.containsKey("from") ? Instant.parse(given.get("from")) : null,
                    given.containsKey("to") ? Instant.parse(given.get("to")) : null);
            return criteria.objection().isPresent()
                    ? Parsed.invalid(criteria.objection().get())
                    : Parsed.valid(criteria);
        } catch (DateTimeParseException _) {
            return Parsed.invalid("expected times in UTC as from and to, such as 2026-03-01T00:00:00Z");
        }
    }

    private static <T> Uni<RestResponse<byte[]>> taken(
            String body, Class<T> type, Function<T, Uni<RestResponse<byte[]>>> order) {
        return switch (Body.parse(body, type)) {
            case Parsed.Invalid<T> invalid -> refused(invalid.why());
            case Parsed.Valid<T> valid -> order.apply(valid.value());
        };
    }

    private static Uni<RestResponse<byte[]>> ordered(
            Criteria criteria, @Nullable String reason, String kind, BiFunction<UUID, String, Uni<?>> order) {
        if (criteria.objection().isPresent()) {
            return refused(criteria.objection().get());
        }
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            return refused("expected a reason of at most " + LONGEST_REASON + " characters");
        }
        UUID id = UUID.randomUUID();
        return order.apply(id, reason).map(_ -> accepted(kind, id));
    }

    private static String by(@Nullable String name) {
        return name == null || name.isBlank() ? DEFAULT_BY : name;
    }

    private static RestResponse<byte[]> accepted(String kind, UUID id) {
        String path = "/audit/" + kind + "/" + id;
        return answer(202, Map.of("id", id)).header(HttpHeaders.LOCATION, path).build();
    }

    private static Uni<RestResponse<byte[]>> refused(String why) {
        return Uni.createFrom().item(JsonMessage.of(400, why));
    }

    private static RestResponse<byte[]> found(Optional<?> found) {
        return found.<RestResponse<byte[]>>map(one -> json(200, one)).orElseGet(() -> JsonMessage.of(404, "Not found"));
    }

    private static RestResponse<byte[]> json(int status, Object value) {
        return answer(status, value).build();
    }

    private static ResponseBuilder<byte[]> answer(int status, Object value) {
        return ResponseBuilder.<byte[]>create(status)
                .entity(Recorded.write(value).getBytes(StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_TYPE, "application/json")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
