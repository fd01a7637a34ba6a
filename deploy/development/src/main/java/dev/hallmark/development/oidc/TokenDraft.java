package dev.hallmark.development.oidc;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/// An ID token before it is signed: honest as it comes, and bent in any part for the tests of those who must refuse it.
public final class TokenDraft {

    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final Duration BACKDATING = Duration.ofMinutes(10);

    private final RsaJsonWebKey publicKey;
    private final JwtClaims claims;
    private String algorithm = AlgorithmIdentifiers.RSA_USING_SHA256;
    private String keyId;
    private @Nullable Key signingKey;

    private TokenDraft(RsaJsonWebKey key, JwtClaims claims) {
        this.publicKey = key;
        this.claims = claims;
        this.keyId = key.getKeyId();
        this.signingKey = key.getPrivateKey();
    }

    static TokenDraft of(RsaJsonWebKey key, String issuer, Map<String, ?> described, String audience, Instant now) {
        JwtClaims claims = new JwtClaims();
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setIssuer(issuer);
        claims.setAudience(audience);
        described.forEach(claims::setClaim);
        claims.setIssuedAt(date(now));
        claims.setNotBefore(date(now.minus(BACKDATING)));
        claims.setExpirationTime(date(now.plus(LIFETIME)));
        return new TokenDraft(key, claims);
    }

    /// Sets any claim, to a value of any JSON type.
    public TokenDraft claim(String name, Object value) {
        claims.setClaim(name, value);
        return this;
    }

    public TokenDraft without(String name) {
        claims.unsetClaim(name);
        return this;
    }

    /// Valid for the same length of time, but ending at `end`.
    public TokenDraft endingAt(Instant end) {
        claims.setIssuedAt(date(end.minus(LIFETIME)));
        claims.setNotBefore(date(end.minus(LIFETIME).minus(BACKDATING)));
        claims.setExpirationTime(date(end));
        return this;
    }

    /// Names another key in the header.
    public TokenDraft keyId(String other) {
        keyId = other;
        return this;
    }

    /// Signs with a new key that nobody knows, under the same key id.
    public TokenDraft signedByUnknownKey() {
        signingKey = SigningKey.generate().getPrivateKey();
        return this;
    }

    /// `"alg": "none"`.
    public TokenDraft unsigned() {
        algorithm = AlgorithmIdentifiers.NONE;
        signingKey = null;
        return this;
    }

    /// HS256 with the text of the public key as the secret.
    public TokenDraft signedWithPublicKeyAsSecret() {
        algorithm = AlgorithmIdentifiers.HMAC_SHA256;
        signingKey = new HmacKey(publicKey.toJson().getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public String sign() {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        jws.setHeader("typ", "JWT");
        jws.setAlgorithmHeaderValue(algorithm);
        jws.setKeyIdHeaderValue(keyId);
        jws.setPayload(claims.toJson());
        if (signingKey != null) {
            jws.setKey(signingKey);
        }
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("the issuer's key fits its algorithm", e);
        }
    }

    private static NumericDate date(Instant instant) {
        return NumericDate.fromSeconds(instant.getEpochSecond());
    }
}
