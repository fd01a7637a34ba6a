package dev.hallmark.upload.tokens;

import dev.hallmark.upload.Secret;
import dev.hallmark.upload.projects.Project;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A long-lived token of a person or a bot, for some projects or for all of its person's. Only its digest is kept.
@Entity
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class ApiToken extends PanacheEntityBase {

    @Id
    UUID id;

    String sha256;

    String description;

    /// Whose it is: it opens nothing that this person may not upload to. None for one of the administrator's token.
    @Nullable UUID personId;

    boolean allProjects;

    Instant createdAt;

    String createdBy;

    Instant expiresAt;

    @Nullable Instant revokedAt;

    /// To the minute.
    @Nullable Instant lastUsedAt;

    @ManyToMany(fetch = FetchType.EAGER)
    @JoinTable(
            name = "api_token_project",
            joinColumns = @JoinColumn(name = "token_id"),
            inverseJoinColumns = @JoinColumn(name = "project_id"))
    Set<Project> projects;

    protected ApiToken() {}

    /// What a new token is for.
    ///
    /// @param person whose it is
    /// @param allProjects all that the person may upload to; then none is named
    record Scope(String description, Optional<UUID> person, boolean allProjects, List<Project> projects) {
        Scope {
            projects = List.copyOf(projects);
        }
    }

    static ApiToken of(Secret secret, Scope scope, Instant createdAt, Instant expiresAt, String createdBy) {
        ApiToken token = new ApiToken();
        token.id = UUID.randomUUID();
        token.sha256 = secret.sha256().hex();
        token.description = scope.description();
        token.personId = scope.person().orElse(null);
        token.allProjects = scope.allProjects();
        token.projects = Set.copyOf(scope.projects());
        token.createdAt = createdAt;
        token.createdBy = createdBy;
        token.expiresAt = expiresAt;
        return token;
    }

    boolean isLive(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt);
    }
}
