package dev.hallmark.upload.publishers;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/// A named group of projects that trust the same publishers.
@Entity
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class Organization extends PanacheEntityBase {

    @Id
    UUID id;

    String name;

    Instant createdAt;

    String createdBy;

    protected Organization() {}

    static Organization of(String name, Instant createdAt, String createdBy) {
        Organization organization = new Organization();
        organization.id = UUID.randomUUID();
        organization.name = name;
        organization.createdAt = createdAt;
        organization.createdBy = createdBy;
        return organization;
    }
}
