package dev.hallmark.upload.oidc;

import io.smallrye.mutiny.Uni;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/// The keys of one issuer, by key id. An unknown id has them fetched again, at most once a minute and once for all who
/// ask meanwhile; the last good ones are kept when that fails.
final class IssuerKeys {

    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);

    static final Duration COOLDOWN = Duration.ofSeconds(60);

    /// Where a JWKS comes from.
    interface Source {
        /// Fails when it cannot be had now.
        Uni<String> fetch();
    }

    sealed interface Found {
        record Known(Key key) implements Found {}

        record Unknown() implements Found {}

        /// There never were any keys to look among.
        record Unavailable() implements Found {}
    }

    private final String issuer;
    private final Source source;
    private final Clock clock;
    private Map<String, Key> keys = Map.of();
    private @Nullable Instant lastFetch;
    private @Nullable Uni<Void> fetching;

    IssuerKeys(String issuer, Source source, Clock clock) {
        this.issuer = issuer;
        this.source = source;
        this.clock = clock;
    }

    Uni<Found> find(String keyId) {
        Optional<Key> known = lookUp(keyId);
        if (known.isPresent()) {
            return Uni.createFrom().item(new Found.Known(known.get()));
        }
        return refresh().map(_ -> lookUp(keyId)
                .<Found>map(Found.Known::new)
                .orElseGet(() -> hasKeys() ? new Found.Unknown() : new Found.Unavailable()));
    }

    /// Fetches what is in use again, so that a key that its issuer withdrew dies here too.
    Uni<Void> renew() {
        return hasKeys() ? refresh() : Uni.createFrom().voidItem();
    }

    private synchronized Optional<Key> lookUp(String keyId) {
        return Optional.ofNullable(keys.get(keyId));
    }

    private synchronized boolean hasKeys() {
        return !keys.isEmpty();
    }

    private synchronized Uni<Void> refresh() {
        if (fetching != null) {
            return fetching;
        }
        Instant now = clock.instant();
        if (lastFetch != null && now.isBefore(lastFetch.plus(COOLDOWN))) {
            return Uni.createFrom().voidItem();
        }
        lastFetch = now;
        Uni<Void> begun = Uni.createFrom()
                .deferred(source::fetch)
                .invoke(this::replace)
                .onFailure()
                .invoke(failure -> LOG.warnf("Keys could not be fetched: issuer=%s cause=%s", issuer, failure.toString()))
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull()
                .onTermination()
                .invoke(this::fetched)
                .memoize()
                .indefinitely();
        fetching = begun;
        return begun;
    }

    private synchronized void fetched() {
        fetching = null;
    }

    private synchronized void replace(String jwks) {
        Map<String, Key> parsed = parse(jwks);
        if (parsed.isEmpty()) {
            LOG.warnf("An empty set of keys is not taken over: issuer=%s", issuer);
            return;
        }
        keys = parsed;
    }

    /// Keys for RS256 and ES256 with an id; others are not for us.
    static Map<String, Key> parse(String jwks) {
        Map<String, Key> parsed = new HashMap<>();
        try {
            for (JsonWebKey key : new JsonWebKeySet(jwks).getJsonWebKeys()) {
                if (key.getKeyId() != null && key instanceof PublicJsonWebKey published && isForUs(published)) {
                    parsed.put(key.getKeyId(), published.getPublicKey());
                }
            }
        } catch (JoseException e) {
            throw new IllegalArgumentException("expected a JSON Web Key Set", e);
        }
        return Map.copyOf(parsed);
    }

    private static boolean isForUs(PublicJsonWebKey key) {
        boolean signs = key.getUse() == null || key.getUse().equals(Use.SIGNATURE);
        return signs
                && (key instanceof RsaJsonWebKey
                        || (key instanceof EllipticCurveJsonWebKey curve && curve.getCurveName().equals(EllipticCurves.P_256)));
    }
}
