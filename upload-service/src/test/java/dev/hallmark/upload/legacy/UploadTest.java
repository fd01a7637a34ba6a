package dev.hallmark.upload.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.BlobAddress;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.event.UploadStaged;
import dev.hallmark.contract.event.Uploader;
import dev.hallmark.upload.testing.Colleagues;
import dev.hallmark.upload.testing.Distributions;
import dev.hallmark.upload.testing.Distributions.Distribution;
import dev.hallmark.upload.testing.Form;
import dev.hallmark.upload.testing.Index;
import dev.hallmark.upload.testing.IndexUnderTest;
import dev.hallmark.upload.testing.RawHttp;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(IndexUnderTest.class)
class UploadTest {

    @Inject
    Colleagues colleagues;

    @Test
    void answers200WhenTheFileIsPublished() {
        String project = Index.newProject();
        Distribution file = Distributions.sdist(project, "1.0");
        var answer = CompletableFuture.supplyAsync(() -> Index.upload(Index.newToken(project), Form.of(file)));

        colleagues.publish(colleagues.awaitStaged(file.filename()).file());

        assertThat(answer.join().status()).isEqualTo(200);
    }

    @Test
    void answers400WithTheReasonWhenTheVerdictIsARejection() {
        String project = Index.newProject();
        Distribution file = Distributions.sdist(project, "1.0");
        var answer = CompletableFuture.supplyAsync(() -> Index.upload(Index.newToken(project), Form.of(file)));

        colleagues.reject(colleagues.awaitStaged(file.filename()).file());

        assertThat(answer.join().status()).isEqualTo(400);
        assertThat(answer.join().reason())
                .isEqualTo("Invalid attestations supplied during upload: subject-digest-mismatch: expected this, found that");
        assertThat(Index.json(answer.join().body()).path("refusal").asText()).isEqualTo("subject-digest-mismatch");
    }

    @Test
    void removesTheBytesOfARejectedUpload() {
        String project = Index.newProject();
        Distribution file = Distributions.wheel(project, "1.0");
        Index.uploadAsync(Index.newToken(project), Form.of(file));
        UploadStaged staged = colleagues.awaitStaged(file.filename());

        colleagues.reject(staged.file());

        Colleagues.eventually(() -> Optional.of(true)
                .filter(_ -> !Files.exists(blob(staged.file().sha256())) && !Files.exists(blob(staged.file().coreMetadataSha256()))));
    }

    @Test
    void freesTheFileNameOfARejectedUpload() {
        String project = Index.newProject();
        String token = Index.newToken(project);
        Distribution file = Distributions.sdist(project, "1.0", "first");
        Index.uploadAsync(token, Form.of(file));
        colleagues.reject(colleagues.awaitStaged(file.filename()).file());
        Distribution other = Distributions.sdist(project, "1.0", "second");

        RawHttp.Answer second = Colleagues.eventually(() ->
                Optional.of(Index.uploadAsync(token, Form.of(other))).filter(answer -> answer.status() == 202));

        assertThat(Index.status(second.header("Location")).path("sha256").asText())
                .isEqualTo(Sha256.of(other.bytes()).hex());
    }

    @Test
    void answers503WhenTheVerdictDoesNotComeInTime() {
        String project = Index.newProject();

        RawHttp.Answer answer = Index.upload(Index.newToken(project), Form.of(Distributions.sdist(project, "1.0")));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
    }

    @Test
    void resumesTheWaitWhenTheSameUploadIsSentAgain() {
        String project = Index.newProject();
        String token = Index.newToken(project);
        Distribution file = Distributions.sdist(project, "1.0");
        RawHttp.Answer first = Index.uploadAsync(token, Form.of(file));

        RawHttp.Answer second = Index.uploadAsync(token, Form.of(file));

        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    }

    @Test
    void tellsTheStateOfAnAsynchronousUpload() {
        String project = Index.newProject();
        Distribution file = Distributions.sdist(project, "1.0");
        RawHttp.Answer answer = Index.uploadAsync(Index.newToken(project), Form.of(file));

        colleagues.publish(colleagues.awaitStaged(file.filename()).file());

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Preference-Applied")).isEqualTo("respond-async");
        Colleagues.eventually(() -> Optional.of(Index.status(answer.header("Location")).path("state").asText())
                .filter("published"::equals));
    }

    @Test
    void answersAPublishedFileThatIsSentAgainWithoutAnyEffect() {
        String project = Index.newProject();
        String token = Index.newToken(project);
        Distribution file = Distributions.sdist(project, "1.0");
        publish(token, file);
        int before = colleagues.sent().size();

        RawHttp.Answer again = Index.upload(token, Form.of(file).field("attestations", "whatever"));

        assertThat(again.status()).isEqualTo(200);
        assertThat(colleagues.sent()).hasSize(before);
    }

    @Test
    void refusesOtherBytesUnderAPublishedName() {
        String project = Index.newProject();
        String token = Index.newToken(project);
        publish(token, Distributions.sdist(project, "1.0", "first"));

        RawHttp.Answer other = Index.upload(token, Form.of(Distributions.sdist(project, "1.0", "second")));

        assertThat(other.status()).isEqualTo(400);
        assertThat(other.reason()).startsWith("File already exists ('");
        assertThat(refusalOf(other)).isEqualTo("file-exists");
    }

    @Test
    void refusesOtherAttestationsForAStagedFile() {
        String project = Index.newProject();
        Index.newPublisher(project, project);
        String token = Index.newUploadToken(project);
        Distribution file = Distributions.sdist(project, "1.0");
        Index.uploadAsync(token, Form.of(file).field("attestations", "[1]"));

        RawHttp.Answer other = Index.uploadAsync(token, Form.of(file).field("attestations", "[2]"));

        assertThat(other.status()).isEqualTo(409);
        assertThat(refusalOf(other)).isEqualTo("staged-with-other-attestations");
    }

    @Test
    void tellsTheVerifierEverythingOfTheFile() {
        String project = Index.newProject();
        Index.newPublisher(project, project);
        Distribution file = Distributions.wheel(project, "1.0");

        Index.upload(
                Index.newUploadToken(project),
                Form.of(file).field("attestations", "[{\"ä\": 1}]").contentFirst(),
                Map.of("User-Agent", "twine/7.0.0", "Prefer", "respond-async"));

        UploadStaged staged = colleagues.awaitStaged(file.filename());
        assertThat(staged.attestations()).isEqualTo("[{\"ä\": 1}]");
        assertThat(staged.file().sha256()).isEqualTo(Sha256.of(file.bytes()));
        assertThat(staged.file().size()).isEqualTo(file.bytes().length);
        assertThat(staged.file().metadata().summary()).isEqualTo("A sample");
        assertThat(staged.file().coreMetadataSha256())
                .isEqualTo(Sha256.of(Distributions.metadata(project, "1.0").getBytes()));
        assertThat(staged.file().userAgent()).isEqualTo("twine/7.0.0");
        assertThat(staged.file().uploader()).isInstanceOfSatisfying(Uploader.TrustedPublisher.class, publisher -> {
            assertThat(publisher.publisher().description()).isEqualTo("octo/" + project + " release.yml");
            assertThat(publisher.claims()).containsEntry("run_id", "1658821493").doesNotContainKey("jti");
        });
        assertThat(blob(staged.file().sha256())).hasBinaryContent(file.bytes());
    }

    @Test
    void numbersTheUploadsOfAReleaseWithoutGaps() {
        String project = Index.newProject();
        String token = Index.newToken(project);
        List<Form> forms = IntStream.range(0, 8)
                .mapToObj(i -> new Distribution(
                        project,
                        "1.0",
                        project.replace('-', '_') + "-1.0-" + i + "-py3-none-any.whl",
                        "bdist_wheel",
                        Distributions.wheel(project, "1.0").bytes()))
                .map(Form::of)
                .toList();

        forms.parallelStream().forEach(form -> Index.uploadAsync(token, form));

        List<Long> numbers = IntStream.range(0, 8)
                .mapToObj(i -> colleagues.awaitStaged(project.replace('-', '_') + "-1.0-" + i + "-py3-none-any.whl"))
                .map(staged -> staged.file().releaseSequence())
                .sorted()
                .toList();
        assertThat(numbers).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void acceptsOneOfParallelUploadsOfOneName() {
        String project = Index.newProject();
        String token = Index.newToken(project);

        List<RawHttp.Answer> answers = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() ->
                        Index.uploadAsync(token, Form.of(Distributions.sdist(project, "1.0", "salt " + i)))))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers.stream().filter(answer -> answer.status() == 202)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 400))
                .hasSize(7)
                .allSatisfy(answer -> assertThat(refusalOf(answer)).isEqualTo("file-exists"));
    }

    @Test
    void forgetsAnUploadWhoseClientGoesAwayInTheMiddle() {
        String project = Index.newProject();
        String token = Index.newToken(project);
        byte[] whole = Form.of(Distributions.sdist(project, "1.0")).bytes();
        var headers = new java.util.HashMap<>(Index.uploadHeaders(token));
        headers.put("Content-Length", Integer.toString(whole.length));

        RawHttp.abandon(
                Index.port(), "POST", "/legacy/", headers, java.util.Arrays.copyOf(whole, whole.length - 100), () ->
                        Colleagues.eventually(() -> Optional.of(true).filter(_ -> !temporaryFiles().isEmpty())));

        Colleagues.eventually(() -> Optional.of(true).filter(_ -> temporaryFiles().isEmpty()));
        assertThat(colleagues.sent()).noneMatch(event -> event.project().normalized().equals(project)
                && event instanceof UploadStaged);
    }

    /// Also of one that is gone before its temporary file was opened.
    @Test
    void leavesNoTemporaryFileBehindWhereverClientsGoAway() {
        String project = Index.newProject();
        byte[] whole = Form.of(Distributions.sdist(project, "1.0")).bytes();
        var headers = new java.util.HashMap<>(Index.uploadHeaders(Index.newToken(project)));
        headers.put("Content-Length", Integer.toString(whole.length));

        IntStream.range(1, 60).parallel().forEach(i -> RawHttp.abandon(
                Index.port(), "POST", "/legacy/", headers, java.util.Arrays.copyOf(whole, whole.length * i / 60), () -> {}));

        assertThat(Index.uploadAsync(Index.newToken(project), Form.of(Distributions.sdist(project, "2.0"))).status())
                .isEqualTo(202);
        Colleagues.eventually(() -> Optional.of(true).filter(_ -> temporaryFiles().isEmpty()));
    }

    @Test
    void redirectsTheUrlWithoutItsSlash() {
        RawHttp.Answer answer = RawHttp.send(Index.port(), "POST", "/legacy", Map.of(), new byte[0]);

        assertThat(answer.status()).isEqualTo(308);
        assertThat(answer.header("Location")).isEqualTo(IndexUnderTest.PUBLIC_URL + "/legacy/");
    }

    @Test
    void removesWhatACrashLeftBehindAtItsStart() {
        assertThat(IndexUnderTest.blobs.resolve("incoming").resolve("of-a-crash")).doesNotExist();
    }

    private void publish(String token, Distribution file) {
        Index.uploadAsync(token, Form.of(file));
        colleagues.publish(colleagues.awaitStaged(file.filename()).file());
        Colleagues.eventually(() ->
                Optional.of(Index.upload(token, Form.of(file))).filter(answer -> answer.status() == 200));
    }

    private static String refusalOf(RawHttp.Answer answer) {
        return Index.json(answer.body()).path("refusal").asText();
    }

    private static Path blob(Sha256 sha256) {
        return new BlobAddress(sha256).within(IndexUnderTest.blobs);
    }

    private static List<Path> temporaryFiles() {
        try (var all = Files.walk(IndexUnderTest.blobs.resolve("incoming"))) {
            return all.filter(path -> Files.isRegularFile(path) && !path.endsWith("lock")).toList();
        } catch (java.io.UncheckedIOException | java.io.IOException e) {
            return List.of(IndexUnderTest.blobs);
        }
    }
}
