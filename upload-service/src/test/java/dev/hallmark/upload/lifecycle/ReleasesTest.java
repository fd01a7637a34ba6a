package dev.hallmark.upload.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.contract.BlobAddress;
import dev.hallmark.contract.ProjectStatus;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.event.FileDeleted;
import dev.hallmark.contract.event.ProjectStatusChanged;
import dev.hallmark.contract.event.ReleaseUnyanked;
import dev.hallmark.contract.event.ReleaseYanked;
import dev.hallmark.upload.testing.Colleagues;
import dev.hallmark.upload.testing.Distributions;
import dev.hallmark.upload.testing.Distributions.Distribution;
import dev.hallmark.upload.testing.Form;
import dev.hallmark.upload.testing.Index;
import dev.hallmark.upload.testing.IndexUnderTest;
import dev.hallmark.upload.testing.PeopleIssuer;
import dev.hallmark.upload.testing.RawHttp;
import dev.hallmark.upload.testing.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(IndexUnderTest.class)
class ReleasesTest {

    @Inject
    Colleagues colleagues;

    @Inject
    TestClock clock;

    @Inject
    dev.hallmark.upload.staging.BlobSweep sweep;

    @AfterEach
    void backToToday() {
        clock.putForward(Duration.ZERO);
    }

    @Test
    void yanksAReleaseWithItsReason() {
        String project = published("1.0");

        RawHttp.Answer yanked = Index.manage("PUT", releases(project) + "/1.0.0/yank", "{\"reason\":\"broken\"}");

        assertThat(yanked.status()).isEqualTo(204);
        ReleaseYanked told = colleagues.await(ReleaseYanked.class, event -> event.project().normalized().equals(project));
        assertThat(told.reason()).isEqualTo("broken");
        JsonNode release = Index.manage("GET", releases(project), "", 200).path("releases").get(0);
        assertThat(release.path("yanked").asBoolean()).isTrue();
        assertThat(release.path("yankedReason").asText()).isEqualTo("broken");
        assertThat(release.path("yankedBy").asText()).isEqualTo("administrator");
    }

    @Test
    void yanksOnceForOneReasonAndAgainForAnother() {
        String project = published("1.0");

        Index.manage("PUT", releases(project) + "/1.0/yank", "{\"reason\":\"broken\"}");
        Index.manage("PUT", releases(project) + "/1.0/yank", "{\"reason\":\"broken\"}");
        Index.manage("PUT", releases(project) + "/1.0/yank", "");

        colleagues.await(ReleaseYanked.class, event -> event.project().normalized().equals(project) && event.reason() == null);
        assertThat(told(ReleaseYanked.class, project)).hasSize(2);
    }

    @Test
    void takesAYankBackOnce() {
        String project = published("1.0");
        Index.manage("PUT", releases(project) + "/1.0/yank", "{}");

        int first = Index.manage("DELETE", releases(project) + "/1.0/yank", "").status();
        int second = Index.manage("DELETE", releases(project) + "/1.0/yank", "").status();

        assertThat(List.of(first, second)).containsExactly(204, 204);
        colleagues.await(ReleaseUnyanked.class, event -> event.project().normalized().equals(project));
        assertThat(told(ReleaseUnyanked.class, project)).hasSize(1);
        assertThat(Index.manage("GET", releases(project), "", 200).path("releases").get(0).path("yanked").asBoolean())
                .isFalse();
    }

    @Test
    void deletesAFileAndTellsOfIt() {
        String project = Index.newProject();
        Distribution file = Distributions.sdist(project, "1.0");
        String location = Index.newPublishedFile(colleagues, Index.newToken(project), file);

        RawHttp.Answer deleted = Index.manage("DELETE", releases(project) + "/1.0/files/" + file.filename(), "");

        assertThat(deleted.status()).isEqualTo(204);
        FileDeleted told = colleagues.await(FileDeleted.class, event -> event.filename().equals(file.filename()));
        assertThat(location).endsWith(told.uploadId().toString());
        assertThat(Index.status(location).path("state").asText()).isEqualTo("deleted");
    }

    @ParameterizedTest
    @CsvSource({"same bytes,''", "other bytes,other"})
    void neverTakesTheNameOfADeletedFileAgain(String what, String salt) {
        String project = Index.newProject();
        String token = Index.newToken(project);
        Distribution file = Distributions.sdist(project, "1.0");
        Index.newPublishedFile(colleagues, token, file);
        Index.manage("DELETE", releases(project) + "/1.0/files/" + file.filename(), "");

        RawHttp.Answer again = Index.uploadAsync(token, Form.of(Distributions.sdist(project, "1.0", salt)));

        assertThat(again.status()).isEqualTo(400);
        assertThat(Index.json(again.body()).path("refusal").asText()).isEqualTo("filename-deleted");
        assertThat(again.reason()).contains("previously used by a file that has since been deleted");
    }

    @Test
    void deletesAReleaseFileByFile() {
        String project = Index.newProject();
        String token = Index.newToken(project);
        Index.newPublishedFile(colleagues, token, Distributions.sdist(project, "1.0"));
        Index.newPublishedFile(colleagues, token, Distributions.wheel(project, "1.0"));
        Index.newPublishedFile(colleagues, token, Distributions.sdist(project, "2.0"));

        RawHttp.Answer deleted = Index.manage("DELETE", releases(project) + "/1.0", "");

        assertThat(deleted.status()).isEqualTo(204);
        Colleagues.eventually(() -> Optional.of(told(FileDeleted.class, project)).filter(events -> events.size() == 2));
    }

    @Test
    void deletesAFileOnceOfParallelRequests() {
        String project = Index.newProject();
        Distribution file = Distributions.sdist(project, "1.0");
        Index.newPublishedFile(colleagues, Index.newToken(project), file);
        String path = releases(project) + "/1.0/files/" + file.filename();

        List<Integer> statuses = IntStream.range(0, 6)
                .mapToObj(_ -> CompletableFuture.supplyAsync(() -> Index.manage("DELETE", path, "").status()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(statuses).containsOnlyOnce(204).containsOnly(204, 404);
        colleagues.await(FileDeleted.class, event -> event.filename().equals(file.filename()));
        assertThat(told(FileDeleted.class, project)).hasSize(1);
    }

    @Test
    void letsADeletionAndAnUploadOfTheSameNameFollowOneAnother() {
        for (int round = 0; round < 5; round++) {
            String project = Index.newProject();
            String token = Index.newToken(project);
            Distribution file = Distributions.sdist(project, "1.0");
            Index.newPublishedFile(colleagues, token, file);

            CompletableFuture<RawHttp.Answer> upload =
                    CompletableFuture.supplyAsync(() -> Index.uploadAsync(token, Form.of(file)));
            CompletableFuture<RawHttp.Answer> deletion = CompletableFuture.supplyAsync(
                    () -> Index.manage("DELETE", releases(project) + "/1.0/files/" + file.filename(), ""));

            assertThat(deletion.join().status()).isEqualTo(204);
            // Either it was published still, and nothing was done, or its name is gone.
            assertThat(upload.join().status()).isIn(200, 400);
            assertThat(states(project)).containsExactly("deleted");
        }
    }

    @Test
    void waitsWithADeletionForTheVerdictOfEveryFile() {
        String project = Index.newProject();
        String token = Index.newToken(project);
        Index.newPublishedFile(colleagues, token, Distributions.sdist(project, "1.0"));
        Index.uploadAsync(token, Form.of(Distributions.wheel(project, "1.0")));

        RawHttp.Answer ofRelease = Index.manage("DELETE", releases(project) + "/1.0", "");
        RawHttp.Answer ofProject = Index.manage("DELETE", "/manage/projects/" + project, "");

        assertThat(List.of(ofRelease, ofProject)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(Index.json(answer.body()).path("code").asText()).isEqualTo("file-undecided");
        });
        assertThat(states(project)).containsExactlyInAnyOrder("published", "staged");
    }

    @Test
    void keepsTheNameOfAProjectWhoseFilesAreDeleted() {
        String project = published("1.0");

        RawHttp.Answer deleted = Index.manage("DELETE", "/manage/projects/" + project, "");

        assertThat(deleted.status()).isEqualTo(204);
        ProjectStatusChanged told =
                colleagues.await(ProjectStatusChanged.class, event -> event.project().normalized().equals(project));
        assertThat(told.status()).isEqualTo(ProjectStatus.ARCHIVED);
        assertThat(told(FileDeleted.class, project)).hasSize(1);
        assertThat(Index.manage("POST", "/manage/projects", "{\"name\":\"" + project + "\"}").status()).isEqualTo(409);
    }

    @Test
    void keepsTheBytesOfADeletedFileForALittleWhile() {
        String project = Index.newProject();
        Distribution file = Distributions.sdist(project, "1.0");
        Index.newPublishedFile(colleagues, Index.newToken(project), file);
        Index.manage("DELETE", releases(project) + "/1.0", "");
        sweep.runSoon();
        assertThat(blob(file)).exists();

        clock.putForward(Duration.ofMinutes(11));
        sweep.runSoon();

        Colleagues.eventually(() -> Optional.of(true).filter(_ -> !Files.exists(blob(file))));
    }

    @Test
    void keepsTheBytesOfADeletedFileThatAnotherFileHas() {
        String project = Index.newProject();
        String token = Index.newToken(project);
        Distribution first = Distributions.wheel(project, "1.0");
        Distribution second = new Distribution(
                project,
                "1.0",
                first.filename().replace("-py3-none-any.whl", "-1-py3-none-any.whl"),
                first.filetype(),
                first.bytes());
        Index.newPublishedFile(colleagues, token, first);
        Index.newPublishedFile(colleagues, token, second);
        Distribution alone = Distributions.sdist(project, "3.0");
        Index.newPublishedFile(colleagues, token, alone);
        Index.manage("DELETE", releases(project) + "/1.0/files/" + first.filename(), "");
        Index.manage("DELETE", releases(project) + "/3.0", "");

        clock.putForward(Duration.ofMinutes(11));
        sweep.runSoon();

        Colleagues.eventually(() -> Optional.of(true).filter(_ -> !Files.exists(blob(alone))));
        assertThat(blob(first)).exists();
    }

    @ParameterizedTest
    @CsvSource({"archived,403,project-archived", "quarantined,403,project-quarantined"})
    void takesNoUploadsIn(String status, int expected, String refusal) {
        String project = Index.newProject();
        String token = Index.newToken(project);
        Index.newPublisher(project, project);
        changeStatus(project, status);
        Form form = Form.of(Distributions.sdist(project, "1.0"));

        RawHttp.Answer byToken = Index.uploadAsync(token, form);
        RawHttp.Answer byPublisher = Index.uploadAsync(Index.newUploadToken(project), form);

        assertThat(List.of(byToken, byPublisher)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(expected);
            assertThat(Index.json(answer.body()).path("refusal").asText()).isEqualTo(refusal);
        });
    }

    @ParameterizedTest
    @CsvSource({"active", "deprecated"})
    void takesUploadsAgainIn(String status) {
        String project = Index.newProject();
        changeStatus(project, "archived");

        changeStatus(project, status);

        assertThat(Index.uploadAsync(Index.newToken(project), Form.of(Distributions.sdist(project, "1.0"))).status())
                .isEqualTo(202);
    }

    @Test
    void tellsOfAStatusOnceWithItsReason() {
        String project = Index.newProject();
        String wish = "{\"status\":\"deprecated\",\"reason\":\"use another\"}";

        Index.manage("PUT", "/manage/projects/" + project + "/status", wish);
        Index.manage("PUT", "/manage/projects/" + project + "/status", wish);

        ProjectStatusChanged told =
                colleagues.await(ProjectStatusChanged.class, event -> event.project().normalized().equals(project));
        assertThat(told.reason()).isEqualTo("use another");
        assertThat(told(ProjectStatusChanged.class, project)).hasSize(1);
        assertThat(Index.manage("GET", "/manage/projects/" + project, "", 200).path("statusReason").asText())
                .isEqualTo("use another");
    }

    @Test
    void leavesQuarantineToAdministrators() {
        String project = Index.newProject();
        String subject = Index.newPerson();
        Index.grant(project, subject, "owner");
        String owner = PeopleIssuer.token(subject);
        String path = "/manage/projects/" + project + "/status";

        RawHttp.Answer in = Index.as(owner, "PUT", path, "{\"status\":\"quarantined\"}");
        changeStatus(project, "quarantined");
        RawHttp.Answer out = Index.as(owner, "PUT", path, "{\"status\":\"active\"}");
        Index.as(owner, "DELETE", "/manage/projects/" + project, "");

        assertThat(List.of(in, out)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(Index.json(answer.body()).path("code").asText()).isEqualTo("administrator-required");
        });
        assertThat(Index.manage("GET", "/manage/projects/" + project, "", 200).path("status").asText())
                .isEqualTo("quarantined");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("PUT", "/releases/9.0/yank", "{}", 404, "release-unknown"),
                Arguments.of("PUT", "/releases/not-a-version/yank", "{}", 404, "release-unknown"),
                Arguments.of("PUT", "/releases/1.0/yank", "{\"reason\":\"" + "x".repeat(301) + "\"}", 400, "reason-invalid"),
                Arguments.of("PUT", "/releases/1.0/yank", "{\"reason\":\"two\\nlines\"}", 400, "reason-invalid"),
                Arguments.of("DELETE", "/releases/9.0", "", 404, "release-unknown"),
                Arguments.of("DELETE", "/releases/1.0/files/other-1.0.tar.gz", "", 404, "release-unknown"),
                Arguments.of("PUT", "/status", "{\"status\":\"sleeping\"}", 400, "status-invalid"),
                Arguments.of("PUT", "/status", "", 400, "status-invalid"),
                Arguments.of("PUT", "/status", "{\"status\":\"archived\",\"reason\":\"a\\u0000b\"}", 400, "reason-invalid"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refuses(String method, String path, String body, int status, String code) {
        RawHttp.Answer answer = Index.manage(method, "/manage/projects/" + published("1.0") + path, body);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(Index.json(answer.body()).path("code").asText()).isEqualTo(code);
    }

    private String published(String version) {
        String project = Index.newProject();
        Index.newPublishedFile(colleagues, Index.newToken(project), Distributions.sdist(project, version));
        return project;
    }

    private <E extends dev.hallmark.contract.event.Event> List<E> told(Class<E> type, String project) {
        return colleagues.sent().stream()
                .filter(event -> type.isInstance(event) && event.project().normalized().equals(project))
                .map(type::cast)
                .toList();
    }

    private static void changeStatus(String project, String status) {
        assertThat(Index.manage("PUT", "/manage/projects/" + project + "/status", "{\"status\":\"" + status + "\"}").status())
                .isEqualTo(204);
    }

    private static List<String> states(String project) {
        return Index.manage("GET", releases(project), "", 200).path("releases").get(0).path("files").findValuesAsText("state");
    }

    private static String releases(String project) {
        return "/manage/projects/" + project + "/releases";
    }

    private static Path blob(Distribution file) {
        return new BlobAddress(Sha256.of(file.bytes())).within(IndexUnderTest.blobs);
    }
}
