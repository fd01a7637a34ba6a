package dev.hallmark.provenance.webhooks;

import dev.hallmark.provenance.catalogue.Recorded;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "webhook")
class WebhookRow extends PanacheEntityBase {

    @Id
    UUID id;

    String url;

    byte[] secret;

    @Nullable String types;

    @Nullable String project;

    @Column(name = "added_at")
    Instant addedAt;

    /// For Hibernate, which sets every column right after.
    @SuppressWarnings("NullAway.Init")
    protected WebhookRow() {}

    static WebhookRow of(Webhooks.Webhook webhook, WebhookSecret secret) {
        WebhookRow row = new WebhookRow();
        row.id = webhook.id();
        row.url = webhook.url();
        row.secret = secret.bytes();
        row.types = webhook.types() == null ? null : Recorded.write(webhook.types());
        row.project = webhook.project();
        row.addedAt = webhook.addedAt();
        return row;
    }

    @SuppressWarnings("unchecked")
    Webhooks.Webhook toWebhook(long waiting, long givenUp) {
        List<String> wanted = types == null ? null : Recorded.read(types, List.class);
        return new Webhooks.Webhook(id, url, wanted, project, addedAt, waiting, givenUp);
    }
}
