package dev.hallmark.upload.oidc;

import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.Publisher;
import dev.hallmark.upload.outbox.Outbox;
import dev.hallmark.upload.publishers.Publishers;
import dev.hallmark.upload.publishers.RegisteredPublisher;
import dev.hallmark.upload.tokens.Tokens;
import dev.hallmark.upload.tokens.UploadToken;
import dev.hallmark.upload.tokens.UploadTokens;
import dev.hallmark.upload.work.FileWork;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/// Turns an ID token into an upload token, once.
///
/// Order: issuer by configuration, key, signature, then one transaction with the matching, the spending of the token's
/// id and the new token. A token that matches nobody is not spent: it works after the publisher was registered.
@ApplicationScoped
class TokenExchange {

    private final Issuers issuers;
    private final Publishers publishers;
    private final UploadTokens tokens;
    private final Outbox outbox;
    private final FileWork workers;

    @Inject
    TokenExchange(
            Issuers issuers, Publishers publishers, UploadTokens tokens, Outbox outbox, FileWork workers) {
        this.issuers = issuers;
        this.publishers = publishers;
        this.tokens = tokens;
        this.workers = workers;
        this.outbox = outbox;
    }

    sealed interface Outcome {
        record Minted(Tokens.Issued<UploadToken> issued) implements Outcome {}

        record NotMinted(MintRefusal why) implements Outcome {}
    }

    Uni<Outcome> exchange(String compact) {
        return switch (UnverifiedIdToken.parse(compact)) {
            case Parsed.Invalid<UnverifiedIdToken>(String why) ->
                refused(new MintRefusal(MintRefusal.Code.INVALID_PAYLOAD, why));
            case Parsed.Valid<UnverifiedIdToken>(UnverifiedIdToken token) -> exchange(token);
        };
    }

    private Uni<Outcome> exchange(UnverifiedIdToken token) {
        Optional<TrustedIssuer> named = issuers.named(token.issuer());
        if (named.isEmpty()) {
            return refused(new MintRefusal(MintRefusal.Code.INVALID_PAYLOAD, "unknown trusted publishing issuer"));
        }
        TrustedIssuer issuer = named.get();
        if (!issuer.settings().enabled()) {
            return refused(new MintRefusal(
                    MintRefusal.Code.NOT_ENABLED, token.issuer() + " trusted publishing functionality not enabled"));
        }
        Optional<String> keyId = IdTokenVerifier.keyIdOf(token);
        if (keyId.isEmpty()) {
            return refused(MintRefusal.invalidToken());
        }
        Context requestContext = Vertx.currentContext();
        return issuer.keys()
                .find(keyId.get())
                .emitOn(command -> requestContext.runOnContext(_ -> command.run()))
                .flatMap(found -> switch (found) {
                    case IssuerKeys.Found.Unknown _ -> refused(MintRefusal.invalidToken());
                    case IssuerKeys.Found.Unavailable _ ->
                        refused(new MintRefusal(
                                MintRefusal.Code.ISSUER_UNAVAILABLE,
                                "the keys of " + token.issuer() + " cannot be had now; try again"));
                    case IssuerKeys.Found.Known(var key) ->
                        workers.run(() -> issuer.verifier().verify(token, key))
                                .flatMap(verified -> exchangeVerified(verified, issuer));
                });
    }

    private Uni<Outcome> exchangeVerified(Parsed<IdToken> verified, TrustedIssuer issuer) {
        return switch (verified) {
            case Parsed.Invalid<IdToken> _ -> refused(MintRefusal.invalidToken());
            case Parsed.Valid<IdToken>(IdToken token) -> switch (Job.of(token, issuer.settings())) {
                case Parsed.Invalid<? extends Job>(String why) -> noPublisher(why);
                case Parsed.Valid<? extends Job>(Job job) -> mint(token, job);
            };
        };
    }

    /// Nearly every token finds publishers that need no change, and shares them with other jobs of theirs. The first one
    /// begins again with the publishers to itself.
    private Uni<Outcome> mint(IdToken token, Job job) {
        return mint(token, job, LockModeType.PESSIMISTIC_READ).flatMap(outcome -> outcome.isPresent()
                ? Uni.createFrom().item(outcome.get())
                : mint(token, job, LockModeType.PESSIMISTIC_WRITE).map(Optional::orElseThrow));
    }

    /// Empty when a publisher has to be changed that is only shared.
    private Uni<Optional<Outcome>> mint(IdToken token, Job job, LockModeType lock) {
        return Panache.withTransaction(() -> publishers
                        .candidates(token.issuer(), job.lookUp(), lock)
                        .flatMap(registered ->
                                switch (Matching.match(job, registered, RegisteredPublisher::publisher)) {
                                    case Matching.Outcome.Unmatched<RegisteredPublisher>(String why) ->
                                        noPublisher(why).map(Optional::of);
                                    case Matching.Outcome.Matched<RegisteredPublisher>(var matched) ->
                                        lock == LockModeType.PESSIMISTIC_READ && matched.stream().anyMatch(it -> isNewTo(job, it))
                                                ? Uni.createFrom().item(Optional.<Outcome>empty())
                                                : mint(token, job, matched).map(Optional::of);
                                }))
                .invoke(outbox::wakeRelay);
    }

    private static boolean isNewTo(Job job, RegisteredPublisher matched) {
        Publisher publisher = matched.publisher();
        return matched.isPending() || !job.pin(publisher).equals(publisher);
    }

    private Uni<Outcome> mint(IdToken token, Job job, List<RegisteredPublisher> matched) {
        return spend(token, job).flatMap(first -> {
            if (!first) {
                return refused(new MintRefusal(MintRefusal.Code.INVALID_REUSE_TOKEN, "invalid token: already used"));
            }
            matched.forEach(registered -> registered.pin(job.pin(registered.publisher())));
            return settle(matched)
                    .flatMap(publishers::openedBy)
                    .flatMap(openings -> openings.isEmpty()
                            ? unspend(token).flatMap(_ -> opensNothing(matched))
                            : tokens.mint(openings, job.claims()).map(Outcome.Minted::new));
        });
    }

    /// The registrations that remain, once those that waited for their project have it or are gone.
    private Uni<List<RegisteredPublisher>> settle(List<RegisteredPublisher> matched) {
        return Multi.createFrom()
                .iterable(matched)
                .onItem()
                .transformToUniAndConcatenate(registered -> registered.isPending()
                        ? publishers.reify(registered).map(real -> real ? List.of(registered) : List.<RegisteredPublisher>of())
                        : Uni.createFrom().item(List.of(registered)))
                .collect()
                .asList()
                .map(lists -> lists.stream().flatMap(List::stream).toList());
    }

    private static Uni<Outcome> opensNothing(List<RegisteredPublisher> matched) {
        return matched.stream()
                .filter(RegisteredPublisher::isPending)
                .findFirst()
                .map(lost -> refused(new MintRefusal(
                        MintRefusal.Code.INVALID_PENDING_PUBLISHER,
                        "valid token, but project already exists: " + lost.projectToCome()
                                + " was created by somebody else, and its owners have to add this publisher")))
                .orElseGet(() -> noPublisher("The organization has no projects"));
    }

    /// The primary key decides: of parallel transactions with one token, one inserts.
    private static Uni<Boolean> spend(IdToken token, Job job) {
        if (!job.isOnceOnly()) {
            return Uni.createFrom().item(true);
        }
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery("""
                                insert into spent_id_token (issuer, jti, forget_after) values (:issuer, :jti, :forgetAfter)
                                on conflict do nothing
                                """)
                        .setParameter("issuer", token.issuer())
                        .setParameter("jti", token.spentAs())
                        .setParameter("forgetAfter", IdTokenVerifier.forgetAfter(token))
                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    /// A token that opened nothing in the end works once its publisher is registered.
    private static Uni<Integer> unspend(IdToken token) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery("delete from spent_id_token where issuer = :issuer and jti = :jti")
                        .setParameter("issuer", token.issuer())
                        .setParameter("jti", token.spentAs())
                        .executeUpdate());
    }

    private static Uni<Outcome> noPublisher(String why) {
        return refused(new MintRefusal(
                MintRefusal.Code.INVALID_PUBLISHER, "valid token, but no corresponding publisher (" + why + ")"));
    }

    private static Uni<Outcome> refused(MintRefusal why) {
        return Uni.createFrom().item(new Outcome.NotMinted(why));
    }
}
