package dev.hallmark.provenance;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;

/// What an operator has to say about the store.
@ConfigMapping(prefix = "hallmark")
public interface StoreConfiguration {

    /// The https origin of the index, without a trailing slash. Provenance URLs have to be absolute, and what a client
    /// writes into `Host` or `X-Forwarded-*` must never end in a page that others read.
    @WithName("public-url")
    String publicUrl();

    /// What administrators send as `Authorization: Bearer`; opens what decides, and nothing that is only read.
    @WithName("admin-token")
    String adminToken();

    Blobs blobs();

    Reviews reviews();

    Webhooks webhooks();

    /// Telling others over HTTP.
    interface Webhooks {
        /// Whether receivers may listen on plain http, and on addresses that are not of the public internet.
        @WithName("allow-private")
        @WithDefault("false")
        boolean allowPrivate();

        /// How long a delivery is tried.
        @WithName("give-up-after")
        @WithDefault("3d")
        Duration giveUpAfter();
    }

    /// Verifying again what was verified.
    interface Reviews {
        /// How many files the verifier is asked about in a second.
        @WithName("per-second")
        @WithDefault("50")
        int perSecond();
    }

    Simple simple();

    Urls urls();

    /// Verified URLs.
    interface Urls {
        /// Whether a later file of a release may prove a URL that the first one left unproven, under the same label.
        @WithDefault("false")
        boolean laterFilesMayVerify();
    }

    /// The Simple API.
    interface Simple {
        /// How much memory the pages that were asked for lately may take, in bytes.
        @WithDefault("33554432")
        long cacheBytes();
    }

    /// The content-addressed blob store.
    interface Blobs {
        /// The directory that upload-service writes to; here it is only read.
        Path directory();
    }
}
