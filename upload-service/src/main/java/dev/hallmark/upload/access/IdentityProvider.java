package dev.hallmark.upload.access;

import dev.hallmark.upload.settings.Settings;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The identity provider of the configuration. Its tokens are verified with its keys, here; it is never asked about one.
///
/// Its keys are fetched anew after an hour, so that one that it withdrew dies. While they cannot be had, nobody signs in.
@ApplicationScoped
class IdentityProvider implements TenantConfigResolver {

    /// A token with an unknown key makes us ask for keys, at most this often.
    private static final Duration KEYS_INTERVAL = Duration.ofMinutes(1);

    private static final Duration KEYS_LIFE = Duration.ofHours(1);

    /// What makes Quarkus forget the provider, and its keys, when it is given another configuration.
    private static final String ANEW = "replace-tenant-configuration-context";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Settings settings;
    private final Clock clock;
    private volatile Optional<Tenant> tenant;

    /// @param since when its keys were fetched, at the latest
    private record Tenant(OidcTenantConfig config, Instant since) {}

    @Inject
    IdentityProvider(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.tenant = asTenant(clock.instant());
    }

    /// Whoever may run a job of a CI issuer can get a token from it for any audience, which must not make a person.
    void start(@Observes StartupEvent event) {
        settings.people().ifPresent(people -> settings.issuers().values().forEach(issuer -> {
            if (issuer.enabled() && issuer.url().equals(people.issuer())) {
                throw new IllegalArgumentException("hallmark.people.issuer: expected an issuer that is not one of"
                        + " hallmark.issuers, whose jobs are no people, found " + people.issuer());
            }
        }));
    }

    @Override
    public Uni<@Nullable OidcTenantConfig> resolve(RoutingContext request, OidcRequestContext<OidcTenantConfig> context) {
        Instant now = clock.instant();
        if (tenant.filter(known -> known.since().plus(KEYS_LIFE).isBefore(now)).isPresent()) {
            tenant = asTenant(now);
            request.put(ANEW, "true");
        }
        return Uni.createFrom().item(tenant.map(Tenant::config).orElse(null));
    }

    private Optional<Tenant> asTenant(Instant now) {
        return settings.people().map(people -> new Tenant(asTenant(people), now));
    }

    private static OidcTenantConfig asTenant(Settings.People people) {
        return OidcTenantConfig.authServerUrl(people.issuer().toString())
                .tenantId("people")
                .applicationType(ApplicationType.SERVICE)
                .connectionTimeout(PATIENCE)
                .followRedirects(false)
                .token()
                .issuer(people.issuer().toString())
                .audience(people.audience())
                .allowJwtIntrospection(false)
                .allowOpaqueTokenIntrospection(false)
                .forcedJwkRefreshInterval(KEYS_INTERVAL)
                .end()
                .build();
    }
}
