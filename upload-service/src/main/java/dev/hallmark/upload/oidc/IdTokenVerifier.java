package dev.hallmark.upload.oidc;

import dev.hallmark.contract.Parsed;
import java.security.Key;
import java.security.interfaces.ECKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/// Verifies ID tokens. What is wrong with one is not told: whoever forges tokens learns nothing from us.
final class IdTokenVerifier {

    /// How far clocks may be apart. A spent token is remembered for longer: see [#forgetAfter].
    static final Duration LEEWAY = Duration.ofSeconds(30);

    private static final Duration MARGIN = Duration.ofSeconds(30);
    private static final int MAX_TEXT_CLAIM = 2_048;

    private final String audience;
    private final Clock clock;

    IdTokenVerifier(String audience, Clock clock) {
        this.audience = audience;
        this.clock = clock;
    }

    /// When nobody can use the token any more, whatever their clock says within the leeway.
    static Instant forgetAfter(IdToken token) {
        return token.expiresAt().plus(LEEWAY).plus(MARGIN);
    }

    /// The id of the key that the token says it is signed with; empty for a token that we would not accept anyway.
    static Optional<String> keyIdOf(UnverifiedIdToken token) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setCompactSerialization(token.compact());
            return Optional.ofNullable(signature.getKeyIdHeaderValue());
        } catch (JoseException | RuntimeException e) {
            return Optional.empty();
        }
    }

    Parsed<IdToken> verify(UnverifiedIdToken token, Key key) {
        JwtConsumer consumer = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, algorithmOf(key))
                .setVerificationKey(key)
                .setExpectedIssuer(true, token.issuer())
                .setSkipDefaultAudienceValidation()
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setAllowedClockSkewInSeconds((int) LEEWAY.toSeconds())
                .setIssuedAtRestrictions(0, Integer.MAX_VALUE)
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build();
        try {
            JwtClaims claims = consumer.processToClaims(token.compact());
            if (!(claims.getClaimValue("aud") instanceof String single) || !single.equals(audience)) {
                return Parsed.invalid("expected one audience, ours");
            }
            return Parsed.valid(new IdToken(
                    token.issuer(),
                    known(claims),
                    Instant.ofEpochSecond(claims.getExpirationTime().getValue()),
                    token.digest()));
        } catch (InvalidJwtException | MalformedClaimException | RuntimeException e) {
            return Parsed.invalid("expected a valid token");
        }
    }

    /// The key's kind decides, never the token.
    private static String algorithmOf(Key key) {
        return key instanceof ECKey ? AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256 : AlgorithmIdentifiers.RSA_USING_SHA256;
    }

    private static Map<String, Object> known(JwtClaims claims) {
        Map<String, Object> known = new HashMap<>();
        claims.getClaimsMap().forEach((name, value) -> {
            if (value instanceof String text ? text.length() <= MAX_TEXT_CLAIM : value instanceof Boolean || value instanceof List) {
                known.put(name, value);
            }
        });
        return known;
    }
}
