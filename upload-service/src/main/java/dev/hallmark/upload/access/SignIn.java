package dev.hallmark.upload.access;

import dev.hallmark.upload.settings.Settings;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.runtime.OidcJwtCallerPrincipal;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Tells who sends a request, by its Bearer token: the administrator's, or one of the identity provider.
@ApplicationScoped
public class SignIn {

    private static final Logger LOG = Logger.getLogger(SignIn.class);
    private static final int MAX_SUBJECT = 255;
    private static final int MAX_NAME = 200;

    private final Administrator administrator;
    private final People people;
    private final Optional<Settings.People> settings;

    @Inject
    SignIn(Administrator administrator, People people, Settings settings) {
        this.administrator = administrator;
        this.people = people;
        this.settings = settings.people();
    }

    public sealed interface Outcome {
        record SignedIn(Caller caller) implements Outcome {}

        /// Without a token, or with one that is no good: both look alike.
        record Nobody() implements Outcome {}

        record ProviderUnavailable() implements Outcome {}
    }

    public Uni<Outcome> callerOf(RoutingContext http) {
        @Nullable String authorization = http.request().getHeader("Authorization");
        if (administrator.sent(authorization)) {
            return Uni.createFrom().item(new Outcome.SignedIn(new Caller.Administrator()));
        }
        if (authorization == null || settings.isEmpty()) {
            return Uni.createFrom().item(new Outcome.Nobody());
        }
        return QuarkusHttpUser.getSecurityIdentity(http, null)
                .flatMap(identity -> signedIn(identity, settings.get()))
                .onFailure(AuthenticationFailedException.class)
                .recoverWithItem(new Outcome.Nobody())
                .onFailure(OIDCException.class)
                .recoverWithItem(failure -> {
                    LOG.warnf("The identity provider does not answer: cause=%s", failure.toString());
                    return new Outcome.ProviderUnavailable();
                });
    }

    private Uni<Outcome> signedIn(SecurityIdentity identity, Settings.People provider) {
        if (!(identity.getPrincipal() instanceof OidcJwtCallerPrincipal principal)) {
            return Uni.createFrom().item(new Outcome.Nobody());
        }
        String subjectClaim = provider.subjectClaim().orElse("sub");
        Object subject = principal.getClaims().getClaimValue(subjectClaim);
        if (!(subject instanceof String text) || text.isBlank() || text.length() > MAX_SUBJECT) {
            LOG.warnf("A person could not sign in: the claim %s is no text that could be a subject", subjectClaim);
            return Uni.createFrom().item(new Outcome.Nobody());
        }
        Object name = principal.getClaims().getClaimValue(provider.nameClaim().orElse("name"));
        boolean isAdministrator = provider.administrators()
                .map(value -> contains(
                        principal.getClaims().getClaimValue(provider.administratorClaim().orElse("groups")), value))
                .orElse(false);
        return people.signedIn(provider.issuer(), text, name instanceof String given ? printable(given) : text)
                .map(person -> new Outcome.SignedIn(new Caller.Person(person.id(), text, person.name(), isAdministrator)));
    }

    private static boolean contains(@Nullable Object claim, String value) {
        return claim instanceof Collection<?> values ? values.contains(value) : value.equals(claim);
    }

    private static String printable(String name) {
        String line = name.replaceAll("\\p{Cntrl}", " ").strip();
        return line.length() <= MAX_NAME ? line : line.substring(0, MAX_NAME);
    }
}
