package dev.hallmark.upload.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.event.UploadStaged;
import dev.hallmark.upload.UploadRefusal;
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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(IndexUnderTest.class)
class UploadRefusalTest {

    private static final String MEBIBYTE = "x".repeat(1 << 20);

    /// Shown elsewhere: they need another upload before, a verdict, or a full disk.
    private static final Set<UploadRefusal> ELSEWHERE = EnumSet.of(
            UploadRefusal.REPOSITORY_PRIVATE,
            UploadRefusal.AUTHENTICATION_INVALID,
            UploadRefusal.PASSWORD_UNSUPPORTED,
            UploadRefusal.FORM_MALFORMED,
            UploadRefusal.TRUSTED_PUBLISHING_REQUIRED,
            UploadRefusal.PROJECT_ARCHIVED,
            UploadRefusal.PROJECT_QUARANTINED,
            UploadRefusal.FILE_EXISTS,
            UploadRefusal.FILENAME_DELETED,
            UploadRefusal.STAGED_WITH_OTHER_ATTESTATIONS,
            UploadRefusal.ATTESTATIONS_REJECTED,
            UploadRefusal.STORAGE_FULL);

    @Inject
    Colleagues colleagues;

    private static Arguments row(UploadRefusal refusal, String reason, UnaryOperator<Form> difference) {
        return Arguments.of(refusal, reason, difference);
    }

    /// One difference from the form of a good source distribution; `{project}` is filled in.
    static Stream<Arguments> refusals() {
        return Stream.of(
                row(UploadRefusal.FORM_TOO_LARGE, "The fields", form -> many(form, 7, MEBIBYTE)),
                row(UploadRefusal.TOO_MANY_FIELDS, "The form has too many", form -> many(form, 3000, "x")),
                row(UploadRefusal.FIELD_TOO_LARGE, "A field", form -> form.field("description", MEBIBYTE.repeat(4) + "x")),
                row(UploadRefusal.FIELD_REPEATED, "'name' has invalid data", form -> form.field("name", "other")),
                row(UploadRefusal.FIELD_REPEATED, "'attestations' has", form -> form.field("attestations", "[]")
                        .field("attestations", "[]")),
                row(UploadRefusal.FIELD_IS_FILE, "attestations: Should not be a tuple.", form ->
                        form.file("attestations", "a.json", "[]".getBytes(StandardCharsets.UTF_8))),
                row(UploadRefusal.ACTION_UNKNOWN, "Unknown action", form -> form.without(":action")),
                row(UploadRefusal.ACTION_GONE, "Project pre-registration is no longer", form -> form.with(":action", "submit")),
                row(UploadRefusal.ACTION_GONE, "Uploading documentation", form -> form.with(":action", "doc_upload")),
                row(UploadRefusal.PROTOCOL_VERSION_UNKNOWN, "Unknown protocol version.", form ->
                        form.with("protocol_version", "2")),
                row(UploadRefusal.NAME_INVALID, "'' is an invalid value for Name", form -> form.without("name")),
                row(UploadRefusal.NAME_INVALID, "'-no-?' is an", form -> form.with("name", "-no-\u00fc")),
                row(UploadRefusal.VERSION_INVALID, "'one' is an invalid value for Version", form -> form.with("version", "one")),
                row(UploadRefusal.VERSION_INVALID, "'1.1.1", form -> form.with("version", "1.".repeat(5000) + "1")),
                row(UploadRefusal.FILETYPE_UNKNOWN, "Invalid value for filetype", form -> form.with("filetype", "bdist_egg")),
                row(UploadRefusal.PYVERSION_INVALID, "Error: Use 'source'", form -> form.with("pyversion", "py3")),
                row(UploadRefusal.PYVERSION_INVALID, "Error: Python version is required", form ->
                        form.with("filetype", "bdist_wheel").without("pyversion")),
                row(UploadRefusal.DIGEST_MISSING, "Error: Include at least one message digest.", form ->
                        form.without("sha256_digest")),
                row(UploadRefusal.DIGEST_MALFORMED, "Invalid value for sha256_digest", form ->
                        form.with("sha256_digest", "a".repeat(63))),
                row(UploadRefusal.DIGEST_MISMATCH, "The digest supplied does not match", form ->
                        form.with("sha256_digest", "a".repeat(64))),
                row(UploadRefusal.DIGEST_MISMATCH, "The digest supplied does not match", form ->
                        form.field("blake2_256_digest", "b".repeat(64))),
                row(UploadRefusal.DIGEST_MISMATCH, "The digest supplied does not match", form ->
                        form.field("md5_digest", "c".repeat(32))),
                row(UploadRefusal.CONTENT_MISSING, "Upload payload does not have a file.", form -> form.without("content")),
                row(UploadRefusal.CONTENT_REPEATED, "'content' has invalid data", form ->
                        form.file("content", "again.tar.gz", new byte[10])),
                row(UploadRefusal.NOT_AUTHORISED, "The given token isn't allowed to upload to project 'pip'.", form ->
                        form.with("name", "pip")),
                row(UploadRefusal.FILENAME_INVALID, "Invalid file name", form -> renamed(form, "../{project}-1.0.tar.gz")),
                row(UploadRefusal.FILENAME_INVALID, "Invalid file name", form -> renamed(form, "{project}-1.0.exe")),
                row(UploadRefusal.FILENAME_INVALID, "Invalid file name", form ->
                        renamed(form, "{project}-1." + "0".repeat(300) + ".tar.gz")),
                row(UploadRefusal.FILENAME_TYPE_MISMATCH, "Invalid file extension", form ->
                        renamed(form, "{project}-1.0-py3-none-any.whl")),
                row(UploadRefusal.FILENAME_PROJECT_MISMATCH, "Start filename for", form -> renamed(form, "other-1.0.tar.gz")),
                row(UploadRefusal.FILENAME_VERSION_MISMATCH, "Version in filename should be", form ->
                        renamed(form, "{project}-1.1.tar.gz")),
                row(UploadRefusal.METADATA_MISSING, "Invalid distribution file. Expected exactly one", form ->
                        renamed(form, "{project}-1.0.0.tar.gz")),
                row(UploadRefusal.FILENAME_NOT_NORMALISED, "Filename '", form -> form.without("content")
                        .without("sha256_digest")
                        .with("version", "1.00")
                        .field("sha256_digest", Sha256.of(odd()).hex())
                        .file("content", "{project}-1.00.tar.gz", odd())),
                row(UploadRefusal.FILE_TOO_LARGE, "File too large.", form -> content(form, new byte[(8 << 20) + 1])),
                row(UploadRefusal.ARCHIVE_INVALID, "Invalid distribution file. It cannot be read", form ->
                        content(form, "no archive".getBytes(StandardCharsets.UTF_8))),
                row(UploadRefusal.METADATA_TOO_LARGE, "Invalid distribution file. Its metadata is too large", form ->
                        metadata(form, MEBIBYTE.repeat(5))),
                row(UploadRefusal.METADATA_MALFORMED, "Invalid distribution file. Its metadata", form -> metadata(form, "Name")),
                row(UploadRefusal.METADATA_NAME_MISMATCH, "Name in the distribution's metadata should be", form ->
                        metadata(form, Distributions.metadata("evil", "1.0"))),
                row(UploadRefusal.METADATA_VERSION_MISMATCH, "Version in the distribution's metadata", form ->
                        metadata(form, Distributions.metadata(currentProject, "6.6.6"))),
                row(UploadRefusal.ATTESTATIONS_TOO_LARGE, "Invalid attestations supplied", form ->
                        form.field("attestations", "x".repeat((256 << 10) + 1))),
                row(UploadRefusal.ATTESTATIONS_NEED_PUBLISHER, "Invalid attestations supplied during upload: Attestations are", form ->
                        form.field("attestations", "garbage")));
    }

    /// Filled in while a row is built, for names inside of archives.
    private static String currentProject = "";

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refusals")
    void refusesWithACodeAndStoresNothing(UploadRefusal refusal, String reason, UnaryOperator<Form> difference) {
        String project = Index.newProject();
        currentProject = project;
        Form form = difference.apply(Form.of(Distributions.sdist(project, "1.0"))).fillIn("{project}", project.replace('-', '_'));

        RawHttp.Answer answer = Index.upload(Index.newToken(project), form);

        assertThat(Index.json(answer.body()).path("refusal").asText()).as(answer.toString()).isEqualTo(refusal.code());
        assertThat(answer.status()).isEqualTo(refusal.status());
        assertThat(answer.reason()).startsWith(reason);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(Index.json(answer.body()).path("code").asText()).startsWith(refusal.status() + " ");
        assertThat(colleagues.sent())
                .noneMatch(event -> event instanceof UploadStaged && event.project().normalized().equals(project));
    }

    @Test
    void hasARowForEveryRefusal() {
        EnumSet<UploadRefusal> shown = EnumSet.copyOf(ELSEWHERE);
        currentProject = "any";
        refusals().forEach(row -> shown.add((UploadRefusal) row.get()[0]));

        assertThat(shown).containsExactlyInAnyOrder(UploadRefusal.values());
    }

    @Test
    void answersInPlainTextUnlessJsonIsPreferred() {
        RawHttp.Answer answer = Index.upload("pypi-nothing", Form.empty(), Map.of("Accept", "*/*"));

        assertThat(answer.header("Content-Type")).startsWith("text/plain");
        assertThat(answer.body()).isEqualTo(answer.reason());
    }

    @Test
    void putsNothingOfAFileNameIntoTheHeaders() {
        String project = Index.newProject();

        RawHttp.Answer answer = Index.upload(
                Index.newToken(project),
                Form.of(Distributions.sdist(project, "1.0")).with("version", "1\r\nSet-Cookie: a=b\u20ac"));

        assertThat(answer.headers()).doesNotContainKey("set-cookie");
        assertThat(answer.reason()).contains("1??Set-Cookie: a=b?");
    }

    @Test
    void givesAnUnknownAndAWrongTokenTheSameAnswer() {
        String project = Index.newProject();
        String revoked = Index.newToken(project);
        String id = Index.manage("GET", "/manage/tokens", "", 200).path("tokens").valueStream()
                .filter(token -> token.path("projects").path(0).asText().equals(project))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        Index.manage("DELETE", "/manage/tokens/" + id, "");
        Form form = Form.of(Distributions.sdist(project, "1.0"));

        List<RawHttp.Answer> answers = Stream.of(revoked, "pypi-hmnothing", "")
                .map(token -> Index.upload(token, form))
                .toList();

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.reason()).isEqualTo("Invalid or non-existent authentication information.");
        });
    }

    @Test
    void refusesPasswords() {
        Map<String, String> headers = new HashMap<>(Index.uploadHeaders(""));
        headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString("user:password".getBytes()));

        RawHttp.Answer answer = RawHttp.send(Index.port(), "POST", "/legacy/", headers, Form.empty().bytes());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.reason()).startsWith("Username/Password authentication is no longer supported");
    }

    @Test
    void acceptsATokenInEveryScheme() {
        String project = Index.newProject();
        String token = Index.newToken(project);

        List<Integer> statuses = Stream.of(
                        "bearer " + token,
                        "token " + token,
                        "Basic " + Base64.getEncoder().encodeToString(("__token__: " + token + "\n").getBytes()))
                .map(authorization -> Index.upload(
                                "",
                                Form.of(Distributions.sdist(project, "1.0")),
                                Map.of("Authorization", authorization, "Prefer", "respond-async"))
                        .status())
                .toList();

        assertThat(statuses).containsExactly(202, 202, 202);
    }

    @Test
    void refusesAFormThatLostItsEnd() {
        String project = Index.newProject();
        byte[] whole = Form.of(Distributions.sdist(project, "1.0")).bytes();

        RawHttp.Answer answer = RawHttp.send(
                Index.port(),
                "POST",
                "/legacy/",
                Index.uploadHeaders(Index.newToken(project)),
                Arrays.copyOf(whole, whole.length - 60));

        assertThat(Index.json(answer.body()).path("refusal").asText()).isEqualTo("form-malformed");
    }

    @Test
    void refusesWhatIsNoForm() {
        String token = Index.newToken(Index.newProject());

        List<String> refusals = Stream.of("application/json", "multipart/form-data", "multipart/form-data; boundary=")
                .map(type -> Index.upload(token, Form.empty().field("a", "b"), Map.of("Content-Type", type)))
                .map(answer -> Index.json(answer.body()).path("refusal").asText())
                .toList();

        assertThat(refusals).containsOnly("form-malformed");
    }

    @Test
    void treatsEmptyAndUnknownFieldsAsAbsent() {
        String project = Index.newProject();
        Form form = Form.of(Distributions.sdist(project, "1.0"))
                .field("md5_digest", "")
                .field("summary", "UNKNOWN")
                .field("unknown_field", "a")
                .field("unknown_field", "b")
                .file("gpg_signature", "x.asc", "ignored".getBytes())
                .without("pyversion");

        assertThat(Index.uploadAsync(Index.newToken(project), form).status()).isEqualTo(202);
    }

    @Test
    void acceptsADigestInUpperCaseAndTheActionInTheQuery() {
        String project = Index.newProject();
        Distribution file = Distributions.sdist(project, "1.0");
        Form form = Form.of(file)
                .without(":action")
                .with("sha256_digest", Sha256.of(file.bytes()).hex().toUpperCase());
        Map<String, String> headers = new HashMap<>(Index.uploadHeaders(Index.newToken(project)));
        headers.put("Prefer", "respond-async");

        RawHttp.Answer answer = RawHttp.send(
                Index.port(), "POST", "/legacy/?:action=file_upload", headers, form.bytes());

        assertThat(answer.status()).isEqualTo(202);
    }

    private static Form many(Form form, int count, String value) {
        for (int i = 0; i < count; i++) {
            form.field("field-" + i, value);
        }
        return form;
    }

    private static Form renamed(Form form, String filename) {
        byte[] content = form.contentOf("content");
        return form.without("content").file("content", filename, content);
    }

    private static Form content(Form form, byte[] content) {
        return form.with("sha256_digest", Sha256.of(content).hex())
                .without("content")
                .file("content", "{project}-1.0.tar.gz", content);
    }

    private static Form metadata(Form form, String metadata) {
        return content(form, Distributions.tarGz(
                Map.of(currentProject.replace('-', '_') + "-1.0/PKG-INFO", metadata)));
    }

    private static byte[] odd() {
        return Distributions.tarGz(Map.of(
                currentProject.replace('-', '_') + "-1.00/PKG-INFO", Distributions.metadata(currentProject, "1.00.0")));
    }
}
