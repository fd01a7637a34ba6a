package dev.hallmark.upload.tokens;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.upload.Secret;
import dev.hallmark.upload.publishers.RegisteredPublisher;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// A short-lived token that an ID token was exchanged for: it uploads to the projects of its publishers, nothing else.
/// A publisher that is removed takes its grant along.
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

    @ManyToMany(fetch = FetchType.EAGER)
    @JoinTable(
            name = "upload_token_grant",
            joinColumns = @JoinColumn(name = "token_id"),
            inverseJoinColumns = @JoinColumn(name = "publisher_id"))
    Set<RegisteredPublisher> publishers;

    protected UploadToken() {}

    static UploadToken of(
            Secret secret, List<RegisteredPublisher> publishers, Map<String, String> claims, Instant mintedAt, Instant expiresAt) {
        UploadToken token = new UploadToken();
        token.id = UUID.randomUUID();
        token.sha256 = secret.sha256().hex();
        token.publishers = Set.copyOf(publishers);
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
