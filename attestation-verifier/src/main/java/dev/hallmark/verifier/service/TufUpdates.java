package dev.hallmark.verifier.service;

import dev.sigstore.json.JsonParseException;
import dev.sigstore.tuf.Fetcher;
import dev.sigstore.tuf.FileExceedsMaxLengthException;
import dev.sigstore.tuf.FileSystemTufStore;
import dev.sigstore.tuf.MetaFetcher;
import dev.sigstore.tuf.PassthroughCacheMetaStore;
import dev.sigstore.tuf.RootProvider;
import dev.sigstore.tuf.SigstoreTufClient;
import dev.sigstore.tuf.TrustedMetaStore;
import dev.sigstore.tuf.Updater;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Fetches trust roots from a repository of The Update Framework: by sigstore-java's client, with an HTTP client whose
/// patience is bounded.
final class TufUpdates {

    private static final String TARGET = "trusted_root.json";

    private final URI mirror;
    private final RootProvider root;
    private final Path cache;

    /// @param mirror the repository's base URL
    /// @param root the repository's first root metadata; the public-good one's where it is left out
    /// @param cache keeps the newest metadata seen
    TufUpdates(URI mirror, Optional<Path> root, Path cache) {
        this.mirror = mirror.toString().endsWith("/") ? mirror : URI.create(mirror + "/");
        this.root = root.map(RootProvider::fromFile)
                .orElseGet(() -> RootProvider.fromResource(SigstoreTufClient.PUBLIC_GOOD_ROOT_RESOURCE));
        this.cache = cache;
    }

    /// @throws IOException when the repository can't be reached, or has nothing that may be trusted
    byte[] newest() throws IOException {
        Files.createDirectories(cache);
        FileSystemTufStore store = FileSystemTufStore.newFileSystemStore(cache);
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(HttpFetcher.PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            Updater updater = Updater.builder()
                    .setTrustedRootPath(root)
                    .setTrustedMetaStore(TrustedMetaStore.newTrustedMetaStore(
                            PassthroughCacheMetaStore.newPassthroughMetaCache(store)))
                    .setTargetStore(store)
                    .setMetaFetcher(MetaFetcher.newFetcher(new HttpFetcher(client, mirror)))
                    .setTargetFetcher(new HttpFetcher(client, mirror.resolve("targets/")))
                    .build();
            updater.updateMeta();
            updater.downloadTarget(TARGET);
            return store.readTarget(TARGET);
        } catch (IOException | JsonParseException | RuntimeException e) {
            throw new IOException("no update from " + mirror + ": " + e, e);
        }
    }

    private record HttpFetcher(HttpClient client, URI base) implements Fetcher {

        static final Duration PATIENCE = Duration.ofSeconds(20);

        @Override
        public String getSource() {
            return base.toString();
        }

        /// @return null when there is no such file
        @Override
        public byte @Nullable [] fetchResource(String name, int maxLength) throws IOException, FileExceedsMaxLengthException {
            HttpRequest request = HttpRequest.newBuilder(base.resolve(name)).timeout(PATIENCE).build();
            HttpResponse<InputStream> response;
            try {
                response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
            try (InputStream body = response.body()) {
                if (response.statusCode() == 404) {
                    return null;
                }
                if (response.statusCode() != 200) {
                    throw new IOException("expected status 200 of " + request.uri() + ", found " + response.statusCode());
                }
                byte[] content = body.readNBytes(maxLength);
                if (body.read() >= 0) {
                    throw new FileExceedsMaxLengthException(request.uri().toString(), maxLength);
                }
                return content;
            }
        }
    }
}
