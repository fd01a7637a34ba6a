package dev.hallmark.provenance;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;

/// What an operator has to say about the store.
@ConfigMapping(prefix = "hallmark")
public interface StoreConfiguration {

    /// The https origin of the index, without a trailing slash. Provenance URLs have to be absolute, and what a client
    /// writes into `Host` or `X-Forwarded-*` must never end in a page that others read.
    @WithName("public-url")
    String publicUrl();

    Blobs blobs();

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
