package dev.hallmark.upload.projects;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.contract.event.ProjectCreated;
import dev.hallmark.contract.event.PublisherAdded;
import dev.hallmark.contract.event.PublisherRemoved;
import dev.hallmark.upload.testing.Colleagues;
import dev.hallmark.upload.testing.Index;
import dev.hallmark.upload.testing.IndexUnderTest;
import dev.hallmark.upload.testing.RawHttp;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(IndexUnderTest.class)
class ManagementTest {

    @Inject
    Colleagues colleagues;

    @Test
    void createsAProjectAndTellsOfIt() {
        String name = Index.newName();
        String spelling = name.replace("sample-", "Sample.");

        JsonNode created = Index.manage("POST", "/manage/projects", "{\"name\":\"" + spelling + "\"}", 201);

        assertThat(created.path("name").asText()).isEqualTo(name);
        assertThat(created.path("spelling").asText()).isEqualTo(spelling);
        assertThat(colleagues.await(ProjectCreated.class, name).spelling()).isEqualTo(spelling);
    }

    @Test
    void showsAProjectUnderAnySpelling() {
        String name = Index.newProject();

        JsonNode shown = Index.manage("GET", "/manage/projects/" + name.replace('-', '_').toUpperCase(), "", 200);

        assertThat(shown.path("name").asText()).isEqualTo(name);
    }

    @Test
    void listsProjects() {
        String name = Index.newProject();

        JsonNode list = Index.manage("GET", "/manage/projects", "", 200);

        assertThat(list.path("projects").findValuesAsText("name")).contains(name);
    }

    @Test
    void createsOneProjectOfParallelRequests() {
        String name = Index.newName();

        List<Integer> statuses = IntStream.range(0, 8)
                .mapToObj(_ -> CompletableFuture.supplyAsync(() ->
                        Index.manage("POST", "/manage/projects", "{\"name\":\"" + name + "\"}").status()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
    }

    @Test
    void tellsOfAddedAndRemovedPublishersByValue() {
        String project = Index.newProject();
        String id = Index.newPublisher(project, "tool");

        RawHttp.Answer removed = Index.manage("DELETE", "/manage/projects/" + project + "/publishers/" + id, "");

        assertThat(removed.status()).isEqualTo(204);
        assertThat(colleagues.await(PublisherAdded.class, project).publisher().description()).isEqualTo("octo/tool release.yml");
        assertThat(colleagues.await(PublisherRemoved.class, project).publisher().description()).isEqualTo("octo/tool release.yml");
        assertThat(Index.manage("GET", "/manage/projects/" + project + "/publishers", "", 200).path("publishers"))
                .isEmpty();
    }

    @Test
    void listsTokensWithoutTheirTexts() {
        String token = Index.newToken(Index.newProject());

        RawHttp.Answer list = Index.manage("GET", "/manage/tokens", "");

        assertThat(list.body()).contains("\"description\":\"a test\"").doesNotContain(token).doesNotContain("sha256");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("POST", "/manage/projects", "{\"name\":\"-bad\"}", 400, "project-name-invalid"),
                Arguments.of("POST", "/manage/projects", "{}", 400, "project-name-invalid"),
                Arguments.of("POST", "/manage/projects", "", 400, "project-name-invalid"),
                Arguments.of("POST", "/manage/projects", "{\"name\":", 400, "malformed-json"),
                Arguments.of("POST", "/manage/projects", "{\"name\":\"a\",\"nmae\":\"b\"}", 400, "malformed-json"),
                Arguments.of("GET", "/manage/projects/nothing-here", "", 404, "project-unknown"),
                Arguments.of("GET", "/manage/projects/nothing-here/publishers", "", 404, "project-unknown"),
                Arguments.of("POST", "/manage/projects/nothing-here/publishers", publisher("{}"), 404, "project-unknown"),
                Arguments.of("POST", "/manage/projects/P/publishers", publisher("{\"owner\":\"a/b\"}"), 400, "publisher-invalid"),
                Arguments.of("POST", "/manage/projects/P/publishers", publisher("{\"repository\":\"..\"}"), 400, "publisher-invalid"),
                Arguments.of("POST", "/manage/projects/P/publishers", publisher("{\"workflow\":\"a/b.yml\"}"), 400, "publisher-invalid"),
                Arguments.of("POST", "/manage/projects/P/publishers", publisher("{\"workflow\":\"b.txt\"}"), 400, "publisher-invalid"),
                Arguments.of("POST", "/manage/projects/P/publishers", publisher("{\"ownerId\":\"me\"}"), 400, "publisher-invalid"),
                Arguments.of("POST", "/manage/projects/P/publishers", publisher("{\"issuer\":\"none\"}"), 400, "issuer-unknown"),
                Arguments.of("DELETE", "/manage/projects/P/publishers/8c1e1f3c-0000-0000-0000-000000000000", "", 404, "publisher-unknown"),
                Arguments.of("DELETE", "/manage/tokens/8c1e1f3c-0000-0000-0000-000000000000", "", 404, "token-unknown"),
                Arguments.of("POST", "/manage/tokens", "{\"description\":\"\",\"projects\":[\"P\"]}", 400, "token-invalid"),
                Arguments.of("POST", "/manage/tokens", "{\"description\":\"a\",\"projects\":[]}", 400, "token-invalid"),
                Arguments.of("POST", "/manage/tokens", "{\"description\":\"a\",\"projects\":[\"nothing-here\"]}", 404, "project-unknown"),
                Arguments.of(
                        "POST", "/manage/tokens", "{\"description\":\"a\",\"projects\":[\"P\"],\"expiresAt\":\"2020-01-01T00:00:00Z\"}", 400, "token-invalid"),
                Arguments.of("GET", "/manage/nothing", "", 404, "not-found"),
                Arguments.of("PUT", "/manage/projects", "{}", 405, "method-not-allowed"),
                Arguments.of("GET", "/uploads/8c1e1f3c-0000-0000-0000-000000000000", "", 404, "upload-unknown"),
                Arguments.of("GET", "/uploads/not-an-id", "", 404, "not-found"));
    }

    @ParameterizedTest(name = "{0} {1} {2}: {4}")
    @MethodSource("refusals")
    void refusesInOneForm(String method, String path, String body, int status, String code) {
        String project = Index.newProject();

        RawHttp.Answer answer =
                Index.manage(method, path.replace("/P/", "/" + project + "/"), body.replace("\"P\"", "\"" + project + "\""));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(Index.json(answer.body()).path("code").asText()).isEqualTo(code);
        assertThat(Index.json(answer.body()).path("message").asText()).isNotBlank();
    }

    @Test
    void refusesAPublisherThatIsThereInAnotherLetterCase() {
        String project = Index.newProject();
        Index.newPublisher(project, "tool");

        RawHttp.Answer answer =
                Index.manage("POST", "/manage/projects/" + project + "/publishers", publisher("{\"repository\":\"TOOL\"}"));

        assertThat(answer.status()).isEqualTo(409);
    }

    @Test
    void documentsItselfWithStableNames() {
        String openapi = RawHttp.get(Index.port(), "/manage/openapi?format=json", Map.of()).body();

        JsonNode paths = Index.json(openapi).path("paths");
        assertThat(paths.path("/manage/projects").path("post").path("operationId").asText()).isEqualTo("createProject");
        assertThat(paths.findValuesAsText("operationId"))
                .containsExactlyInAnyOrder(
                        "createProject", "listProjects", "getProject", "listRoles", "grantRole", "revokeRole", "leaveProject",
                        "getPolicy", "changePolicy", "changeStatus", "deleteProject", "listReleases", "yankRelease",
                        "unyankRelease", "deleteRelease", "deleteFile", "listHolds", "decideHold", "reportLeakedToken",
                        "reportScannedTokens", "submitAttestations", "getSubmission", "listPeople", "revokeRights",
                        "addPublisher", "listPublishers", "constrainPublisher", "removePublisher",
                        "addPendingPublisher", "listPendingPublishers", "removePendingPublisher",
                        "createOrganization", "listOrganizations", "getOrganization", "joinOrganization", "leaveOrganization",
                        "addOrganizationPublisher", "listOrganizationPublishers", "constrainOrganizationPublisher",
                        "removeOrganizationPublisher",
                        "issueToken", "listTokens", "revokeToken", "discoverTrustedPublishing", "getAudience", "mintToken", "uploadFile", "getUpload");
        assertThat(Index.json(openapi).path("components").path("schemas").has("Problem")).isTrue();
    }

    @Test
    void isReadyAndSaysHowFullItsOutboxIs() {
        JsonNode ready = Index.json(RawHttp.get(Index.port(), "/q/health/ready", Map.of()).body());

        assertThat(ready.path("status").asText()).isEqualTo("UP");
        assertThat(ready.path("checks").findValuesAsText("name")).contains("outbox");
    }

    @Test
    void countsUploadsByResult() {
        Index.upload("pypi-nothing", dev.hallmark.upload.testing.Form.empty());

        String metrics = RawHttp.get(Index.port(), "/q/metrics", Map.of()).body();

        assertThat(metrics).contains("hallmark_upload_attempt_total{result=\"authentication-invalid\"}");
        assertThat(metrics).contains("hallmark_outbox_unsent");
    }

    private static String publisher(String difference) {
        com.fasterxml.jackson.databind.node.ObjectNode wish = (com.fasterxml.jackson.databind.node.ObjectNode)
                Index.json("{\"owner\":\"octo\",\"repository\":\"tool\",\"workflow\":\"release.yml\"}");
        wish.setAll((com.fasterxml.jackson.databind.node.ObjectNode) Index.json(difference));
        return wish.toString();
    }
}
