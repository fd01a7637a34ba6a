package dev.hallmark.development.sigstore;

import dev.hallmark.contract.Parsed;
import dev.hallmark.development.oidc.LocalIssuer;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/// Verifies the ID tokens that clients of the authority present.
final class IdTokens {

    private static final String AUDIENCE = "sigstore";

    private final LocalIssuer issuer;
    private final Clock clock;

    IdTokens(LocalIssuer issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /// The token's text claims, once its signature, issuer, audience and times hold.
    Parsed<Map<String, String>> verify(String token) {
        try {
            Map<String, Object> claims = new JwtConsumerBuilder()
                    .setVerificationKeyResolver(
                            new JwksVerificationKeyResolver(new JsonWebKeySet(issuer.publicKeys()).getJsonWebKeys()))
                    .setJwsAlgorithmConstraints(
                            AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256)
                    .setExpectedIssuer(issuer.issuer())
                    .setExpectedAudience(AUDIENCE)
                    .setRequireExpirationTime()
                    .setRequireSubject()
                    .setEvaluationTime(NumericDate.fromSeconds(clock.instant().getEpochSecond()))
                    .build()
                    .processToClaims(token)
                    .getClaimsMap();
            Map<String, String> text = new HashMap<>();
            claims.forEach((name, value) -> {
                if (value instanceof String string) {
                    text.put(name, string);
                }
            });
            return Parsed.valid(text);
        } catch (InvalidJwtException _) {
            return Parsed.invalid("expected a valid ID token of " + issuer.issuer() + " for audience " + AUDIENCE);
        } catch (JoseException e) {
            throw new IllegalStateException("the issuer's own key set can be read", e);
        }
    }
}
