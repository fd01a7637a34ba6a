package dev.hallmark.upload.tokens;

import dev.hallmark.upload.projects.Project;
import dev.hallmark.upload.publishers.Opening;
import dev.hallmark.upload.publishers.RegisteredPublisher;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.UUID;

/// One project that an upload token opens, by one publisher. Gone with the publisher.
@Entity
@Table(name = "upload_token_grant")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class UploadGrant {

    @Id
    UUID id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "token_id")
    UploadToken token;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "publisher_id")
    RegisteredPublisher publisher;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "project_id")
    Project project;

    protected UploadGrant() {}

    static UploadGrant of(UploadToken token, Opening opening) {
        UploadGrant grant = new UploadGrant();
        grant.id = UUID.randomUUID();
        grant.token = token;
        grant.publisher = opening.publisher();
        grant.project = opening.project();
        return grant;
    }

    Opening opening() {
        return new Opening(publisher, project);
    }
}
