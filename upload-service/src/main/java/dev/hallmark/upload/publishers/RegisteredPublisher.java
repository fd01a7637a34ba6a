package dev.hallmark.upload.publishers;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Publisher;
import dev.hallmark.upload.projects.Project;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A Trusted Publisher as somebody registered it: for one project, for all of an organisation, or for a project to come.
@Entity
@Table(name = "publisher")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class RegisteredPublisher extends PanacheEntityBase {

    private static final ObjectMapper JSON = new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

    @Id
    UUID id;

    @Nullable UUID projectId;

    @Nullable UUID organizationId;

    /// As it will be written.
    @Nullable String pendingSpelling;

    /// Normalised.
    @Nullable String pendingProject;

    @Nullable Instant expiresAt;

    /// The person who becomes owner of the project to come; null for the administrator.
    @Nullable UUID registrant;

    String issuer;

    String lookUp;

    String identity;

    /// JSON object: the publisher by value.
    String details;

    Instant createdAt;

    String createdBy;

    protected RegisteredPublisher() {}

    static RegisteredPublisher of(Scope scope, Publisher publisher, Instant createdAt, String createdBy) {
        RegistrationKey key = RegistrationKey.of(publisher);
        RegisteredPublisher registered = new RegisteredPublisher();
        registered.id = UUID.randomUUID();
        switch (scope) {
            case Scope.OneProject(Project project) -> registered.projectId = project.id();
            case Scope.AllOf(Organization organization) -> registered.organizationId = organization.id;
            case Scope.ToCome(ProjectName name, String spelling, Optional<UUID> registrant, Instant expiresAt) -> {
                registered.pendingProject = name.normalized();
                registered.pendingSpelling = spelling;
                registered.registrant = registrant.orElse(null);
                registered.expiresAt = expiresAt;
            }
        }
        registered.issuer = publisher.issuer();
        registered.lookUp = key.lookUp();
        registered.identity = key.identity();
        registered.details = write(publisher);
        registered.createdAt = createdAt;
        registered.createdBy = createdBy;
        return registered;
    }

    public UUID id() {
        return id;
    }

    /// The registration by value, as events carry it.
    public Publisher publisher() {
        try {
            return JSON.readValue(details, Publisher.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the details are what was written at registration", e);
        }
    }

    /// Whether its project does not exist yet.
    public boolean isPending() {
        return pendingProject != null;
    }

    /// Of a pending one.
    public ProjectName projectToCome() {
        return ProjectName.parse(Objects.requireNonNull(pendingProject)).orThrow();
    }

    Scope.ToCome scopeToCome() {
        return new Scope.ToCome(
                projectToCome(),
                Objects.requireNonNull(pendingSpelling),
                Optional.ofNullable(registrant),
                Objects.requireNonNull(expiresAt));
    }

    /// The same with immutable ids that were learnt from a job: from now on nobody inherits by taking over a name.
    public void pin(Publisher known) {
        if (known.equals(publisher())) {
            return;
        }
        if (!RegistrationKey.of(known).identity().equals(identity)) {
            throw new IllegalStateException("pinning makes no other publisher of " + id);
        }
        details = write(known);
    }

    void reify(Project project) {
        projectId = project.id();
        pendingProject = null;
        pendingSpelling = null;
        registrant = null;
        expiresAt = null;
    }

    private static String write(Publisher publisher) {
        try {
            return JSON.writerFor(Publisher.class).writeValueAsString(publisher);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a publisher can always be written", e);
        }
    }
}
