package dev.hallmark.contract.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.hallmark.contract.Publisher;
import java.util.Map;
import java.util.UUID;

/// Who uploaded a file, by value.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Uploader.TrustedPublisher.class, name = "trusted-publisher"),
    @JsonSubTypes.Type(value = Uploader.ApiToken.class, name = "api-token")
})
public sealed interface Uploader {

    /// A job of a Trusted Publisher, with an upload token minted for it.
    ///
    /// @param publisherId names the registration; it may no longer exist
    /// @param publisher the registration by value
    /// @param claims what the job's ID token said when the upload token was minted, such as `ref`, `sha`, `run_id`
    record TrustedPublisher(UUID publisherId, Publisher publisher, Map<String, String> claims) implements Uploader {
        public TrustedPublisher {
            claims = Map.copyOf(claims);
        }
    }

    /// A person or a bot with a long-lived API token. Such an upload can have no attestations.
    record ApiToken(UUID tokenId, String description) implements Uploader {}
}
