package dev.hallmark.upload.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.hallmark.upload.testing.Form;
import dev.hallmark.upload.testing.Index;
import dev.hallmark.upload.testing.IndexUnderTest;
import dev.hallmark.upload.testing.PeopleIssuer;
import dev.hallmark.upload.testing.RawHttp;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every route of the service, found in its classes, asked by everybody.
@QuarkusTest
@QuarkusTestResource(IndexUnderTest.class)
class PermissionsTest {

    record Route(String method, String path, Permission permission) {
        @Override
        public String toString() {
            return method + " " + path + " (" + permission + ")";
        }
    }

    /// Somebody who asks, and the role that this makes.
    enum Asking {
        WITHOUT_TOKEN(Role.NOBODY),
        WITH_A_WRONG_TOKEN(Role.NOBODY),
        WITH_A_FORGED_TOKEN(Role.NOBODY),
        UPLOADER(Role.UPLOADER),
        SIGNED_IN(Role.SIGNED_IN),
        OWNER_OF_ANOTHER_PROJECT(Role.SIGNED_IN),
        MAINTAINER(Role.MAINTAINER),
        OWNER(Role.OWNER),
        ADMINISTRATOR_WITH_THE_TOKEN(Role.ADMINISTRATOR),
        ADMINISTRATOR_WHO_SIGNED_IN(Role.ADMINISTRATOR);

        private final Role role;

        Asking(Role role) {
            this.role = role;
        }

        Optional<String> token(String project) {
            String subject = Index.newPerson();
            return switch (this) {
                case WITHOUT_TOKEN -> Optional.empty();
                case WITH_A_WRONG_TOKEN -> Optional.of(IndexUnderTest.ADMIN_TOKEN + "x");
                case WITH_A_FORGED_TOKEN -> Optional.of(PeopleIssuer.forged(subject));
                case UPLOADER -> Optional.of(Index.newToken(project));
                case SIGNED_IN -> Optional.of(PeopleIssuer.token(subject));
                case OWNER_OF_ANOTHER_PROJECT -> {
                    Index.grant(Index.newProject(), subject, "owner");
                    yield Optional.of(PeopleIssuer.token(subject));
                }
                case MAINTAINER -> {
                    Index.grant(project, subject, "maintainer");
                    yield Optional.of(PeopleIssuer.token(subject));
                }
                case OWNER -> {
                    Index.grant(project, subject, "owner");
                    yield Optional.of(PeopleIssuer.token(subject));
                }
                case ADMINISTRATOR_WITH_THE_TOKEN -> Optional.of(IndexUnderTest.ADMIN_TOKEN);
                case ADMINISTRATOR_WHO_SIGNED_IN -> Optional.of(PeopleIssuer.token(subject, PeopleIssuer.ADMINISTRATORS));
            };
        }
    }

    static List<Route> routes() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.hallmark.upload")
                .stream()
                .filter(found -> found.isAnnotatedWith(Path.class))
                .flatMap(found -> found.getMethods().stream())
                .map(JavaMethod::reflect)
                .flatMap(method -> Arrays.stream(method.getAnnotations())
                        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                        .filter(verb -> verb != null)
                        .map(verb -> new Route(verb.value(), pathOf(method), permissionOf(method))))
                .sorted(java.util.Comparator.comparing(Route::toString))
                .toList();
    }

    private static String pathOf(Method method) {
        String resource = method.getDeclaringClass().getAnnotation(Path.class).value();
        Path own = method.getAnnotation(Path.class);
        return own == null ? resource : (resource + "/" + own.value()).replace("//", "/");
    }

    private static Permission permissionOf(Method method) {
        assertThat(method.getAnnotation(Requires.class)).as("the permission of %s", method).isNotNull();
        return method.getAnnotation(Requires.class).value();
    }

    static Stream<Arguments> everyRouteAskedByEverybody() {
        return routes().stream().flatMap(route -> Arrays.stream(Asking.values()).map(asking -> Arguments.of(route, asking)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyRouteAskedByEverybody")
    void answersWhoHasThePermissionAndNobodyElse(Route route, Asking asking) {
        String project = Index.newProject();
        Index.grant(project, Index.newPerson(), "owner");

        RawHttp.Answer answer = ask(route, project, asking.token(project));

        if (route.permission().roles().contains(asking.role)) {
            assertThat(answer.status()).as(answer.toString()).isNotIn(401, 403).isLessThan(500);
        } else if (route.permission() == Permission.UPLOAD) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
        } else {
            boolean unknown = asking.role == Role.NOBODY || asking.role == Role.UPLOADER;
            assertThat(answer.status()).as(answer.toString()).isEqualTo(unknown ? 401 : 403);
            assertThat(Index.json(answer.body()).path("code").asText())
                    .isEqualTo(unknown ? "authentication-required" : "permission-denied");
        }
    }

    @Test
    void findsRoutes() {
        assertThat(routes()).extracting(Route::path).contains("/legacy/", "/manage/projects/{project}/roles/{person}");
    }

    @Test
    void namesTheProjectWhereItsRolesDecide() {
        assertThat(routes())
                .filteredOn(route -> route.permission().roles().contains(Role.OWNER)
                        && !route.permission().roles().contains(Role.SIGNED_IN))
                .allSatisfy(route -> assertThat(route.path()).contains("{project}"));
    }

    @Test
    void letsOnlyReadingGoWithoutAPermissionThatSomebodyHasToHave() {
        Set<Permission> open = Set.of(Permission.READ, Permission.EXCHANGE_ID_TOKEN, Permission.REPORT_LEAKED_TOKEN);

        assertThat(routes())
                .filteredOn(route -> route.permission().roles().contains(Role.NOBODY))
                .allSatisfy(route -> assertThat(open).contains(route.permission()))
                .filteredOn(route -> route.permission() == Permission.READ)
                .allSatisfy(route -> assertThat(route.method()).isEqualTo("GET"));
    }

    private static RawHttp.Answer ask(Route route, String project, Optional<String> token) {
        String path = route.path()
                .replace("{project}", project)
                .replace("{version}", "1.0")
                .replace("{filename}", "nothing-1.0.tar.gz")
                .replaceAll("\\{[a-zA-Z]+}", "8c1e1f3c-0000-0000-0000-000000000000");
        Map<String, String> headers = new HashMap<>();
        token.ifPresent(text -> headers.put("Authorization", "Bearer " + text));
        if (route.permission() == Permission.UPLOAD) {
            headers.put("Content-Type", "multipart/form-data; boundary=" + Form.BOUNDARY);
            return RawHttp.send(Index.port(), route.method(), path, headers, Form.empty().bytes());
        }
        headers.put("Content-Type", "application/json");
        return RawHttp.send(
                Index.port(), route.method(), path, headers, "{}".getBytes(StandardCharsets.UTF_8));
    }
}
