package dev.hallmark.upload.publishers;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/// The one organisation that a project belongs to.
@Entity
@Table(name = "organization_project")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class Membership {

    @Id
    UUID projectId;

    UUID organizationId;

    protected Membership() {}
}
