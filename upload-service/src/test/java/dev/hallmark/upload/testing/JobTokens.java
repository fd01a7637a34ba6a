package dev.hallmark.upload.testing;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/// Signs ID tokens as an issuer does; those with the claims of a job as GitHub's does.
public final class JobTokens {

    public static final String GITHUB_URL = "https://token.actions.githubusercontent.com";
    public static final JobTokens GITHUB = new JobTokens(GITHUB_URL, "key-1");
    public static final JobTokens GITHUB_ENTERPRISE =
            new JobTokens("https://ghes.example/_services/token", named("key-1", ellipticKey()));
    public static final JobTokens GITLAB = new JobTokens("https://gitlab.com", "key-1");
    public static final JobTokens OWN_GITLAB = new JobTokens("https://gitlab.example", "key-1");
    public static final JobTokens GOOGLE = new JobTokens("https://accounts.google.com", "key-1");
    public static final JobTokens OWN_FORGE = new JobTokens("https://forge.example", "key-1");

    private final String issuer;
    private final PublicJsonWebKey key;

    public JobTokens(String issuer, String keyId) {
        this(issuer, named(keyId, rsaKey()));
    }

    private JobTokens(String issuer, PublicJsonWebKey key) {
        this.issuer = issuer;
        this.key = key;
    }

    private static PublicJsonWebKey rsaKey() {
        try {
            return RsaJwkGenerator.generateJwk(2048);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicJsonWebKey ellipticKey() {
        try {
            return EcJwkGenerator.generateJwk(EllipticCurves.P256);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicJsonWebKey named(String id, PublicJsonWebKey key) {
        key.setKeyId(id);
        return key;
    }

    public String issuer() {
        return issuer;
    }

    public PublicJsonWebKey key() {
        return key;
    }

    public String jwks() {
        return new JsonWebKeySet(key).toJson();
    }

    /// A token of a release job of `octo/sample`, which is valid now.
    public String token(Consumer<JwtClaims> difference) {
        return sign(claims(Instant.now(), difference));
    }

    /// A token that is valid now and says nothing of a job but these claims.
    public String tokenWith(Map<String, Object> claims) {
        JwtClaims all = valid(Instant.now());
        claims.forEach(all::setClaim);
        return sign(all);
    }

    private JwtClaims valid(Instant now) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setStringClaim("aud", "hallmark");
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setNotBefore(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.getEpochSecond() + 300));
        claims.setJwtId(UUID.randomUUID().toString());
        return claims;
    }

    public JwtClaims claims(Instant now, Consumer<JwtClaims> difference) {
        JwtClaims claims = valid(now);
        claims.setStringClaim("repository", "octo/sample");
        claims.setStringClaim("repository_owner", "octo");
        claims.setStringClaim("repository_owner_id", "583231");
        claims.setStringClaim("repository_id", "1296269");
        claims.setStringClaim("job_workflow_ref", "octo/sample/.github/workflows/release.yml@refs/tags/v1");
        claims.setStringClaim("workflow_ref", "octo/sample/.github/workflows/release.yml@refs/tags/v1");
        claims.setStringClaim("ref", "refs/tags/v1");
        claims.setStringClaim("sha", "7fd1a60b01f91b314f59955a4e4d4e80d8edf11d");
        claims.setStringClaim("event_name", "release");
        claims.setStringClaim("run_id", "1658821493");
        claims.setStringClaim("run_attempt", "1");
        claims.setStringClaim("actor", "octocat");
        difference.accept(claims);
        return claims;
    }

    public String sign(JwtClaims claims) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(key instanceof RsaJsonWebKey ? "RS256" : "ES256");
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
