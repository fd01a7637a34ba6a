package dev.hallmark.provenance;

import io.smallrye.config.ConfigMapping;
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

    /// The content-addressed blob store.
    interface Blobs {
        /// The directory that upload-service writes to; here it is only read.
        Path directory();
    }
}
