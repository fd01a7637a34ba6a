package dev.hallmark.upload.tokens;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.upload.Secret;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// A short-lived token that an ID token was exchanged for: it uploads to what its grants open, nothing else.
@Entity
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class UploadToken extends PanacheEntityBase {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Id
    UUID id;

    String sha256;

    /// JSON object: what the ID token said of the job.
    String claims;

    Instant mintedAt;

    Instant expiresAt;

    protected UploadToken() {}

    static UploadToken of(Secret secret, Map<String, String> claims, Instant mintedAt, Instant expiresAt) {
        UploadToken token = new UploadToken();
        token.id = UUID.randomUUID();
        token.sha256 = secret.sha256().hex();
        token.claims = write(claims);
        token.mintedAt = mintedAt;
        token.expiresAt = expiresAt;
        return token;
    }

    Map<String, String> claims() {
        try {
            return Map.copyOf(JSON.readValue(claims, new TypeReference<Map<String, String>>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the claims are what was written at mint", e);
        }
    }

    private static String write(Map<String, String> claims) {
        try {
            return JSON.writeValueAsString(claims);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts can always be written", e);
        }
    }
}
