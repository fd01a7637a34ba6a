package dev.hallmark.upload.publishers;

import dev.hallmark.contract.Publisher;
import dev.hallmark.upload.projects.Project;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A Trusted Publisher as one project registered it.
@Entity
@Table(name = "publisher")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class RegisteredPublisher extends PanacheEntityBase {

    @Id
    UUID id;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "project_id")
    Project project;

    String issuer;

    String server;

    String owner;

    @Nullable String ownerId;

    String repository;

    String workflow;

    @Nullable String environment;

    Instant createdAt;

    String createdBy;

    protected RegisteredPublisher() {}

    static RegisteredPublisher of(Project project, Publisher.GitHub publisher, Instant createdAt, String createdBy) {
        RegisteredPublisher registered = new RegisteredPublisher();
        registered.id = UUID.randomUUID();
        registered.project = project;
        registered.issuer = publisher.issuer();
        registered.server = publisher.server();
        registered.owner = publisher.owner();
        registered.ownerId = publisher.ownerId();
        registered.repository = publisher.repository();
        registered.workflow = publisher.workflow();
        registered.environment = publisher.environment();
        registered.createdAt = createdAt;
        registered.createdBy = createdBy;
        return registered;
    }

    public UUID id() {
        return id;
    }

    public Project project() {
        return project;
    }

    /// The registration by value, as events carry it.
    public Publisher.GitHub publisher() {
        return new Publisher.GitHub(issuer, server, owner, ownerId, repository, workflow, environment);
    }

    /// From now on only the account with this id is the owner, whoever takes over its name later.
    public void pinOwner(String id) {
        if (ownerId != null && !ownerId.equals(id)) {
            throw new IllegalStateException("the owner of publisher " + this.id + " is pinned already");
        }
        ownerId = id;
    }
}
