package dev.hallmark.upload.oidc;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.upload.settings.Settings;
import dev.hallmark.upload.work.FileWork;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The issuers that configuration names, by their URL. Whoever else a token names is never asked for anything.
@ApplicationScoped
class Issuers {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Map<String, IssuerKeys> byUrl = new HashMap<>();

    @Inject
    Issuers(Settings settings, FileWork files, ObjectMapper json, Clock clock) {
        HttpClient http = Discovery.client();
        settings.issuers().forEach((name, issuer) -> {
            requireTrustworthy(name, issuer);
            IssuerKeys.Source source = issuer.keysFile().isPresent()
                    ? pinned(name, issuer.keysFile().get(), files)
                    : new Discovery(http, json, issuer.url());
            String url = issuer.url().toString();
            if (byUrl.put(url, new IssuerKeys(url, source, clock)) != null) {
                throw new IllegalArgumentException("hallmark.issuers." + name + ".url: two issuers have the URL " + url);
            }
        });
    }

    /// Wrong configuration stops the service at its start and not at the first token.
    void start(@Observes StartupEvent event) {}

    Optional<IssuerKeys> named(String url) {
        return Optional.ofNullable(byUrl.get(url));
    }

    private static void requireTrustworthy(String name, Settings.Issuer issuer) {
        URI url = issuer.url();
        boolean secure = "https".equals(url.getScheme());
        boolean local = "http".equals(url.getScheme()) && url.getHost() != null && LOOPBACK.contains(url.getHost());
        if ((!secure && !local) || url.getRawQuery() != null || url.getRawFragment() != null || url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("hallmark.issuers." + name
                    + ".url: expected an https URL without query, found " + url);
        }
    }

    /// Read again on an unknown key, so that an operator can replace the file.
    private static IssuerKeys.Source pinned(String name, Path file, FileWork files) {
        try {
            if (IssuerKeys.parse(Files.readString(file)).isEmpty()) {
                throw new IllegalArgumentException(
                        "hallmark.issuers." + name + ".keys-file: expected at least one RSA key with an id in " + file);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("hallmark.issuers." + name + ".keys-file: " + file + " cannot be read", e);
        }
        return () -> files.run(() -> Files.readString(file));
    }
}
