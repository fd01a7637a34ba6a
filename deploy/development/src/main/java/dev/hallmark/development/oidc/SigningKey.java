package dev.hallmark.development.oidc;

import dev.hallmark.contract.Sha256;
import dev.hallmark.development.files.SecretFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.lang.JoseException;

/// The RS256 key of the issuer, kept as a JWK so that a restart goes on with the same one.
final class SigningKey {

    private static final int BITS = 2048;

    private SigningKey() {}

    static RsaJsonWebKey generate() {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(BITS);
            key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
            key.setUse("sig");
            key.setKeyId(Sha256.of(key.getRsaPublicKey().getEncoded()).hex().substring(0, 32));
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException("every Java platform makes RSA keys", e);
        }
    }

    static RsaJsonWebKey loadOrCreate(Path file) throws IOException {
        if (!Files.exists(file)) {
            SecretFile.write(file, generate().toJson(OutputControlLevel.INCLUDE_PRIVATE));
        }
        try {
            return (RsaJsonWebKey) PublicJsonWebKey.Factory.newPublicJwk(Files.readString(file, StandardCharsets.UTF_8));
        } catch (JoseException | ClassCastException e) {
            throw new IOException("expected an RSA key as a JWK in " + file, e);
        }
    }
}
