package dev.hallmark.upload.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The public keys of a secret scanner, pinned in a file, in the form in which GitHub publishes its own:
/// `{"public_keys": [{"key_identifier": "…", "key": "-----BEGIN PUBLIC KEY-----…"}]}`, keys on P-256.
final class ScannerKeys {

    private final Map<String, PublicKey> keys;

    private ScannerKeys(Map<String, PublicKey> keys) {
        this.keys = Map.copyOf(keys);
    }

    /// @throws IllegalArgumentException when the file holds anything else, or no key
    static ScannerKeys read(Path file, ObjectMapper json) {
        try {
            Map<String, PublicKey> keys = new HashMap<>();
            for (JsonNode entry : json.readTree(Files.readAllBytes(file)).path("public_keys")) {
                keys.put(entry.path("key_identifier").asText(), publicKey(entry.path("key").asText()));
            }
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("hallmark.secret-scanning.keys-file: expected public_keys, found none");
            }
            return new ScannerKeys(keys);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("hallmark.secret-scanning.keys-file: expected PEM of EC public keys", e);
        } catch (IOException e) {
            throw new UncheckedIOException("hallmark.secret-scanning.keys-file cannot be read", e);
        }
    }

    private static PublicKey publicKey(String pem) throws GeneralSecurityException {
        String base64 = pem.replace("-----BEGIN PUBLIC KEY-----", "").replace("-----END PUBLIC KEY-----", "");
        return KeyFactory.getInstance("EC")
                .generatePublic(new X509EncodedKeySpec(Base64.getMimeDecoder().decode(base64.strip())));
    }

    /// Whether this key signed exactly these bytes; ECDSA with SHA-256, the signature as DER in base64.
    boolean signed(@Nullable String keyId, @Nullable String signature, byte[] body) {
        PublicKey key = keyId == null ? null : keys.get(keyId);
        if (key == null || signature == null) {
            return false;
        }
        try {
            Signature verification = Signature.getInstance("SHA256withECDSA");
            verification.initVerify(key);
            verification.update(body);
            return verification.verify(Base64.getDecoder().decode(signature));
        } catch (SignatureException | IllegalArgumentException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java knows ECDSA", e);
        }
    }
}
