package dev.hallmark.upload.oidc;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.contract.Publisher;
import dev.hallmark.upload.settings.Settings;
import dev.hallmark.upload.work.FileWork;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/// The issuers that configuration names, by their URL. Whoever else a token names is never asked for anything.
@ApplicationScoped
class Issuers {

    private static final Logger LOG = Logger.getLogger(Issuers.class);
    private static final Duration RENEWAL = Duration.ofMinutes(15);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Map<String, TrustedIssuer> byUrl = new HashMap<>();

    @Inject
    Issuers(Settings settings, FileWork files, ObjectMapper json, Clock clock) {
        HttpClient http = Discovery.client();
        settings.issuers().forEach((name, issuer) -> {
            require(name, "url", issuer.url());
            issuer.keysUrl().ifPresent(url -> require(name, "keys-url", url));
            requireServer(name, issuer);
            IssuerKeys.Source source = issuer.keysFile().isPresent()
                    ? pinned(name, issuer.keysFile().get(), files)
                    : new Discovery(http, json, issuer.url(), issuer.keysUrl());
            String url = issuer.url().toString();
            TrustedIssuer trusted = new TrustedIssuer(
                    issuer,
                    new IssuerKeys(url, source, clock),
                    new IdTokenVerifier(issuer.audience().orElse(settings.audience()), clock));
            if (byUrl.put(url, trusted) != null) {
                throw new IllegalArgumentException("hallmark.issuers." + name + ".url: two issuers have the URL " + url);
            }
        });
    }

    /// Wrong configuration stops the service at its start and not at the first token.
    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(RENEWAL.toMillis(), _ -> byUrl.values().forEach(issuer -> issuer.keys()
                .renew()
                .subscribe()
                .with(_ -> {}, failure -> LOG.errorf(failure, "Keys could not be renewed: issuer=%s", issuer.settings().url()))));
    }

    Optional<TrustedIssuer> named(String url) {
        return Optional.ofNullable(byUrl.get(url));
    }

    private static void require(String name, String property, URI url) {
        boolean secure = "https".equals(url.getScheme());
        boolean local = "http".equals(url.getScheme()) && url.getHost() != null && LOOPBACK.contains(url.getHost());
        if ((!secure && !local) || url.getRawQuery() != null || url.getRawFragment() != null || url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("hallmark.issuers." + name + "." + property
                    + ": expected an https URL without query, found " + url);
        }
    }

    /// The tokens of a GitHub Enterprise host speak of its own repositories, never of those of github.com.
    private static void requireServer(String name, Settings.Issuer issuer) {
        if (issuer.kind() == Settings.Issuer.Kind.GITHUB
                && issuer.server().isEmpty()
                && !issuer.url().toString().equals(Publisher.GitHub.PUBLIC_ISSUER)) {
            throw new IllegalArgumentException("hallmark.issuers." + name
                    + ".server: expected the URL of the host whose repositories the tokens of " + issuer.url() + " speak of");
        }
    }

    /// Read again like any other source, so that an operator can replace the file.
    private static IssuerKeys.Source pinned(String name, Path file, FileWork files) {
        try {
            if (IssuerKeys.parse(Files.readString(file)).isEmpty()) {
                throw new IllegalArgumentException(
                        "hallmark.issuers." + name + ".keys-file: expected at least one key for RS256 or ES256 with an id in " + file);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("hallmark.issuers." + name + ".keys-file: " + file + " cannot be read", e);
        }
        return () -> files.run(() -> Files.readString(file));
    }
}
