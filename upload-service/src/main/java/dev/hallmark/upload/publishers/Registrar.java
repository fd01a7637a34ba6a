package dev.hallmark.upload.publishers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.Publisher;
import dev.hallmark.upload.outbox.Outbox;
import dev.hallmark.upload.problems.Problem;
import dev.hallmark.upload.settings.Settings;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Answers the requests that are the same for every scope: register, constrain, remove.
@ApplicationScoped
class Registrar {

    private static final String DEFAULT_ISSUER = "github";

    private final Publishers publishers;
    private final Outbox outbox;
    private final Map<String, Settings.Issuer> issuers;

    @Inject
    Registrar(Publishers publishers, Outbox outbox, Settings settings) {
        this.publishers = publishers;
        this.outbox = outbox;
        this.issuers = settings.issuers();
    }

    /// @param wish names a configured issuer (`github` when left out) and what publishers of its kind have
    /// @param place looked up in the transaction
    Uni<Response> add(@Nullable ObjectNode wish, Place place, String by) {
        if (wish == null) {
            return refused(Problem.of("publisher-invalid", "The body is missing."));
        }
        ObjectNode members = wish.deepCopy();
        JsonNode named = members.remove("issuer");
        String name = named == null || named.isNull() ? DEFAULT_ISSUER : named.asText();
        Settings.Issuer issuer = issuers.get(name);
        if (issuer == null) {
            return refused(new Problem(
                    "issuer-unknown", "No issuer of this name is configured.", "one of " + Registrations.namesOf(issuers), name));
        }
        return switch (Registrations.read(members, issuer)) {
            case Parsed.Invalid<Publisher>(String why) -> refused(Problem.of("publisher-invalid", why));
            case Parsed.Valid<Publisher>(Publisher publisher) ->
                inTransaction(place, found -> publishers.add(found, publisher, by)
                        .map(added -> added.map(it -> PublisherAnswer.created(found, it)).orElseGet(Registrar::exists)));
        };
    }

    /// @param conditions members that the publisher does not have yet
    Uni<Response> constrain(UUID id, @Nullable ObjectNode conditions, Place place, String by) {
        if (conditions == null) {
            return refused(Problem.of("publisher-invalid", "The body is missing."));
        }
        return inTransaction(place, found -> publishers.find(found, id).flatMap(wide -> wide
                .map(it -> constrain(found, it, conditions, by))
                .orElseGet(() -> Uni.createFrom().item(unknown()))));
    }

    private Uni<Response> constrain(Scope scope, RegisteredPublisher wide, ObjectNode conditions, String by) {
        Optional<Settings.Issuer> issuer = issuers.values().stream()
                .filter(configured -> configured.url().toString().equals(wide.issuer))
                .findFirst();
        if (issuer.isEmpty()) {
            return refused(new Problem(
                    "issuer-unknown",
                    "The publisher's issuer is not configured any more.",
                    "one of " + Registrations.namesOf(issuers),
                    wide.issuer));
        }
        return switch (Registrations.constrain(wide.publisher(), conditions, issuer.get())) {
            case Parsed.Invalid<Publisher>(String why) -> refused(Problem.of("publisher-invalid", why));
            case Parsed.Valid<Publisher>(Publisher narrow) ->
                publishers.replace(scope, wide, narrow, by)
                        .map(replaced -> replaced.map(it -> PublisherAnswer.changed(scope, it)).orElseGet(Registrar::exists));
        };
    }

    Uni<Response> remove(UUID id, Place place, String by) {
        return inTransaction(place, found -> publishers.find(found, id).flatMap(registered -> registered
                .map(it -> publishers.remove(found, it, by).replaceWith(Response.noContent().build()))
                .orElseGet(() -> Uni.createFrom().item(unknown()))));
    }

    /// Where a registration is to be; answers itself when there is no such place.
    @FunctionalInterface
    interface Place {
        Uni<Response> find(Function<Scope, Uni<Response>> step);
    }

    private Uni<Response> inTransaction(Place place, Function<Scope, Uni<Response>> step) {
        return Panache.withTransaction(() -> place.find(step)).invoke(outbox::wakeRelay);
    }

    private static Response exists() {
        return Problem.of("publisher-exists", "This publisher is registered here already.").response(409).build();
    }

    static Response unknown() {
        return Problem.of("publisher-unknown", "There is no such publisher here.").response(404).build();
    }

    private static Uni<Response> refused(Problem problem) {
        return Uni.createFrom().item(problem.response(400).build());
    }
}
