package dev.hallmark.upload.oidc;

import dev.hallmark.contract.Parsed;
import dev.hallmark.upload.publishers.Publishers;
import dev.hallmark.upload.publishers.RegisteredPublisher;
import dev.hallmark.upload.settings.Settings;
import dev.hallmark.upload.work.FileWork;
import dev.hallmark.upload.tokens.Tokens;
import dev.hallmark.upload.tokens.UploadToken;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Turns an ID token into an upload token, once.
///
/// Order: issuer by configuration, key, signature, then one transaction with the matching, the spending of the token's
/// id and the new token. A token that matches nobody is not spent: it works after the publisher was registered.
@ApplicationScoped
class TokenExchange {

    private final Issuers issuers;
    private final IdTokenVerifier verifier;
    private final Publishers publishers;
    private final Tokens tokens;
    private final FileWork workers;

    @Inject
    TokenExchange(
            Issuers issuers, Publishers publishers, Tokens tokens, FileWork workers, Settings settings, Clock clock) {
        this.issuers = issuers;
        this.publishers = publishers;
        this.tokens = tokens;
        this.workers = workers;
        this.verifier = new IdTokenVerifier(settings.audience(), clock);
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
        Optional<IssuerKeys> keys = issuers.named(token.issuer());
        if (keys.isEmpty()) {
            return refused(new MintRefusal(MintRefusal.Code.INVALID_PAYLOAD, "unknown trusted publishing issuer"));
        }
        Optional<String> keyId = IdTokenVerifier.keyIdOf(token);
        if (keyId.isEmpty()) {
            return refused(MintRefusal.invalidToken());
        }
        Context requestContext = Vertx.currentContext();
        return keys.get()
                .find(keyId.get())
                .emitOn(command -> requestContext.runOnContext(_ -> command.run()))
                .flatMap(found -> switch (found) {
                    case IssuerKeys.Found.Unknown _ -> refused(MintRefusal.invalidToken());
                    case IssuerKeys.Found.Unavailable _ ->
                        refused(new MintRefusal(
                                MintRefusal.Code.ISSUER_UNAVAILABLE,
                                "the keys of " + token.issuer() + " cannot be had now; try again"));
                    case IssuerKeys.Found.Known(var key) ->
                        workers.run(() -> verifier.verify(token, key)).flatMap(this::exchangeVerified);
                });
    }

    private Uni<Outcome> exchangeVerified(Parsed<IdToken> verified) {
        return switch (verified) {
            case Parsed.Invalid<IdToken> _ -> refused(MintRefusal.invalidToken());
            case Parsed.Valid<IdToken>(IdToken token) -> switch (GitHubJob.of(token)) {
                case GitHubJob.Reading.Incomplete(String why) -> noPublisher(why);
                case GitHubJob.Reading.Complete(GitHubJob job) -> mint(token, job);
            };
        };
    }

    private Uni<Outcome> mint(IdToken token, GitHubJob job) {
        return Panache.withTransaction(() -> publishers
                .lockedOf(token.issuer(), job.ownerOfRepository(), job.repositoryName())
                .flatMap(registered -> switch (GitHubMatching.match(
                        job, registered, RegisteredPublisher::publisher, publisher -> publisher.project().id())) {
                    case GitHubMatching.Outcome.Unmatched<RegisteredPublisher>(String why) -> noPublisher(why);
                    case GitHubMatching.Outcome.Matched<RegisteredPublisher>(List<RegisteredPublisher> matched) ->
                        spend(token, job).flatMap(first -> first
                                ? mint(job, matched)
                                : refused(new MintRefusal(
                                        MintRefusal.Code.INVALID_REUSE_TOKEN, "invalid token: already used")));
                }));
    }

    private Uni<Outcome> mint(GitHubJob job, List<RegisteredPublisher> matched) {
        matched.forEach(publisher -> publisher.pinOwner(job.repositoryOwnerId()));
        return tokens.mint(matched, job.claimsToKeep()).map(Outcome.Minted::new);
    }

    /// The primary key decides: of parallel transactions with one token, one inserts.
    private static Uni<Boolean> spend(IdToken token, GitHubJob job) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery("""
                                insert into spent_id_token (issuer, jti, forget_after) values (:issuer, :jti, :forgetAfter)
                                on conflict do nothing
                                """)
                        .setParameter("issuer", token.issuer())
                        .setParameter("jti", job.jti())
                        .setParameter("forgetAfter", IdTokenVerifier.forgetAfter(token))
                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    private static Uni<Outcome> noPublisher(String why) {
        return refused(new MintRefusal(
                MintRefusal.Code.INVALID_PUBLISHER, "valid token, but no corresponding publisher (" + why + ")"));
    }

    private static Uni<Outcome> refused(MintRefusal why) {
        return Uni.createFrom().item(new Outcome.NotMinted(why));
    }
}
