package dev.hallmark.upload.publishers;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What the description of the API says of a registration that is shown; [PublisherAnswer] writes it.
@Schema(name = "Publisher", description = "And the members that it was registered with; see NewPublisher.")
record PublisherSchema(
        UUID id,
        @Schema(description = "the project that it may upload to, or that its first token will create") @Nullable String projectName,
        @Schema(description = "the organisation to all of whose projects it may upload") @Nullable String organizationName,
        @Schema(description = "from then on it creates no project") @Nullable Instant expiresAt,
        @Schema(examples = "github") String kind,
        @Schema(description = "URL of the issuer whose tokens it may present") String issuer,
        Instant createdAt,
        String createdBy) {

    @Schema(name = "Publishers")
    record All(List<PublisherSchema> publishers) {}
}
