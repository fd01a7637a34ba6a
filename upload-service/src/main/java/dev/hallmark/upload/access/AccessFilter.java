package dev.hallmark.upload.access;

import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.ProjectName;
import dev.hallmark.upload.problems.Problem;
import dev.hallmark.upload.settings.Settings;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/// Lets a request through to its route if its caller has the permission that the route requires, and writes one audit
/// line for each request that could change something.
final class AccessFilter {

    private static final Logger AUDIT = Logger.getLogger("dev.hallmark.audit");

    private static final int MAX_BODY = 1 << 20;

    private final SignIn signIn;
    private final RoleLookup roles;
    private final CurrentCaller current;
    private final boolean anybodySignedInCreatesProjects;

    @Inject
    AccessFilter(SignIn signIn, RoleLookup roles, CurrentCaller current, Settings settings) {
        this.signIn = signIn;
        this.roles = roles;
        this.current = current;
        this.anybodySignedInCreatesProjects = settings.people()
                .flatMap(Settings.People::projectCreation)
                .equals(Optional.of(Settings.People.ProjectCreation.SIGNED_IN));
    }

    @ServerRequestFilter
    @Nullable Uni<Response> check(ResourceInfo route, ContainerRequestContext request, RoutingContext http) {
        Requires requires = route.getResourceMethod().getAnnotation(Requires.class);
        if (requires == null) {
            return Uni.createFrom().item(denied());
        }
        Optional<Response> refusal = refusalOfBody(requires.value(), request);
        if (refusal.isPresent()) {
            return Uni.createFrom().item(refusal.get());
        }
        if (requires.value().isLeftToTheRoute()) {
            return null;
        }
        return signIn.callerOf(http).flatMap(signedIn -> switch (signedIn) {
            case SignIn.Outcome.Nobody _ -> Uni.createFrom().item(authenticationRequired());
            case SignIn.Outcome.ProviderUnavailable _ -> Uni.createFrom().item(providerUnavailable());
            case SignIn.Outcome.SignedIn(Caller caller) ->
                roleOf(caller, request.getUriInfo().getPathParameters().getFirst("project"))
                        .map(role -> admit(requires.value(), caller, role));
        });
    }

    /// A body is read whole before its route is called, unless the route reads it itself.
    private static Optional<Response> refusalOfBody(Permission permission, ContainerRequestContext request) {
        if (permission == Permission.UPLOAD || permission == Permission.EXCHANGE_ID_TOKEN) {
            return Optional.empty();
        }
        if (request.getHeaders().containsKey("Transfer-Encoding")) {
            return Optional.of(Problem.of("length-required", "Expected a body with a Content-Length.").response(411).build());
        }
        return request.getLength() > MAX_BODY
                ? Optional.of(Problem.of("body-too-large", "Expected a body of at most " + MAX_BODY + " bytes.").response(413).build())
                : Optional.empty();
    }

    private Uni<Role> roleOf(Caller caller, @Nullable String project) {
        return switch (caller) {
            case Caller.Administrator _ -> Uni.createFrom().item(Role.ADMINISTRATOR);
            case Caller.Person person when person.administrator() -> Uni.createFrom().item(Role.ADMINISTRATOR);
            case Caller.Person person -> switch (ProjectName.parse(project == null ? "" : project)) {
                case Parsed.Invalid<ProjectName> _ -> Uni.createFrom().item(Role.SIGNED_IN);
                case Parsed.Valid<ProjectName>(ProjectName name) -> roles.of(person, name);
            };
        };
    }

    private @Nullable Response admit(Permission permission, Caller caller, Role role) {
        current.identify(caller, role);
        boolean permitted = permission.roles().contains(role)
                && (permission != Permission.CREATE_PROJECT
                        || role == Role.ADMINISTRATOR
                        || anybodySignedInCreatesProjects);
        return permitted ? null : denied();
    }

    /// What a body said is not for the log.
    @ServerResponseFilter
    void audit(ResourceInfo route, ContainerRequestContext request, ContainerResponseContext response) {
        Requires requires =
                Optional.ofNullable(route.getResourceMethod()).map(method -> method.getAnnotation(Requires.class)).orElse(null);
        if (requires == null || requires.value().isLeftToTheRoute() || request.getMethod().equals(HttpMethod.GET)) {
            return;
        }
        AUDIT.infof(
                "by=%s permission=%s method=%s path=%s status=%d",
                current.describe(),
                requires.value(),
                request.getMethod(),
                request.getUriInfo().getRequestUri().getRawPath(),
                response.getStatus());
    }

    private static Response authenticationRequired() {
        return Problem.of("authentication-required", "This needs the token of somebody who is signed in, as a Bearer token.")
                .response(401)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"hallmark\"")
                .build();
    }

    private static Response providerUnavailable() {
        return Problem.of("identity-provider-unavailable", "The identity provider does not answer; please try again.")
                .response(503)
                .header(HttpHeaders.RETRY_AFTER, "5")
                .build();
    }

    /// The same for a project that does not exist: who may not see it, doesn't learn that.
    private static Response denied() {
        return Problem.of("permission-denied", "You are not permitted to do this.").response(403).build();
    }
}
