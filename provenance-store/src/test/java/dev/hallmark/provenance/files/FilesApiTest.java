package dev.hallmark.provenance.files;

import static dev.hallmark.provenance.testing.Facts.reached;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.provenance.testing.BlobStore;
import dev.hallmark.provenance.testing.Facts;
import dev.hallmark.provenance.testing.IndexResource;
import dev.hallmark.provenance.testing.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The content of each test's file is its own name.
@QuarkusTest
@QuarkusTestResource(IndexResource.class)
class FilesApiTest {

    @Inject
    Topics topics;

    @Inject
    BlobStore blobs;

    @Test
    void servesAPublishedFileAsADownload() {
        String path = publish("files_a-1.0.tar.gz");
        given().get(path).then()
                .statusCode(200)
                .header("Content-Type", "application/octet-stream")
                .header("Content-Length", "18")
                .header("ETag", "\"" + digest("files_a-1.0.tar.gz") + "\"")
                .header("Accept-Ranges", "bytes")
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("Content-Disposition", "attachment; filename=\"files_a-1.0.tar.gz\"");
        assertThat(given().get(path).body().asString()).isEqualTo("files_a-1.0.tar.gz");
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-4, bytes 0-4/18, files",
        "bytes=-3, bytes 15-17/18, .gz",
        "bytes=11-, bytes 11-17/18, .tar.gz",
    })
    void servesAPart(String range, String contentRange, String content) {
        Response part = given().header("Range", range).get(publish("files_b-1.0.tar.gz"));
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.header("Content-Range")).isEqualTo(contentRange);
        assertThat(part.header("Content-Length")).isEqualTo(Integer.toString(content.length()));
        assertThat(part.body().asString()).isEqualTo(content);
    }

    @Test
    void refusesAPartBeyondTheEnd() {
        given().header("Range", "bytes=18-").get(publish("files_c-1.0.tar.gz")).then()
                .statusCode(416)
                .header("Content-Range", "bytes */18");
    }

    @ParameterizedTest
    @CsvSource({"false, 200", "true, 206"})
    void servesAPartOfTheFileThatTheClientKnows(boolean known, int status) {
        String tag = '"' + (known ? digest("files_d-1.0.tar.gz") : digest("another")).hex() + '"';
        given().header("Range", "bytes=0-1").header("If-Range", tag).get(publish("files_d-1.0.tar.gz")).then()
                .statusCode(status);
    }

    @Test
    void answersHeadForTheWholeFile() {
        Response head = given().header("Range", "bytes=0-1").head(publish("files_e-1.0.tar.gz"));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo("18");
        assertThat(head.header("Accept-Ranges")).isEqualTo("bytes");
    }

    @Test
    void answersThatNothingHasChanged() {
        String path = publish("files_f-1.0.tar.gz");
        given().header("If-None-Match", given().get(path).header("ETag")).get(path).then().statusCode(304);
    }

    @Test
    void servesTheMetadataOfAWheelByteForByte() {
        String path = publish("files_g-1.0-py3-none-any.whl");
        blobs.keep("metadata of files_g-1.0-py3-none-any.whl");
        Response metadata = given().get(path + ".metadata");
        assertThat(metadata.statusCode()).isEqualTo(200);
        assertThat(metadata.body().asString()).isEqualTo("metadata of files_g-1.0-py3-none-any.whl");
        assertThat(given().head(path + ".metadata").statusCode()).isEqualTo(200);
    }

    @Test
    void hasNoMetadataOfASourceDistribution() {
        given().get(publish("files_h-1.0.tar.gz") + ".metadata").then().statusCode(404);
    }

    @Test
    void servesProvenanceBesideTheFile() {
        given().get(publish("files_i-1.0.tar.gz") + ".provenance").then()
                .statusCode(200)
                .header("Content-Type", "application/vnd.pypi.integrity.v1+json")
                .body(containsString(Facts.ATTESTATION_JSON));
    }

    @Test
    void doesNotServeADigestUnderAnotherName() {
        String path = publish("files_j-1.0.tar.gz");
        publish("files_j-1.1.tar.gz");
        given().get(path.replace("files_j-1.0", "files_j-1.1")).then().statusCode(404);
    }

    @Test
    void servesOneAddressOnly() {
        String path = publish("files_k-1.0.tar.gz");
        given().get(path.toUpperCase(java.util.Locale.ROOT).replace("/FILES/", "/files/")).then().statusCode(404);
        given().get(path.replaceFirst("/files/..", "/files/zz")).then().statusCode(404);
    }

    @Test
    void doesNotServeARefusedFile() {
        StagedFile file = Facts.file("files_l-1.0.tar.gz");
        blobs.keep("files_l-1.0.tar.gz");
        topics.deliver(reached(file, Facts.rejected()));
        given().get(path(file)).then().statusCode(404);
        given().get(path(file) + ".provenance").then().statusCode(404);
    }

    @Test
    void doesNotServeABlobThatNoFileNames() {
        blobs.keep("nobody's");
        StagedFile never = Facts.withDigest(Facts.file("files_m-1.0.tar.gz"), digest("nobody's"));
        given().get(path(never)).then().statusCode(404);
    }

    @Test
    void answersThatAMissingBlobIsOurTrouble() {
        StagedFile file = Facts.file("files_n-1.0.tar.gz");
        topics.deliver(reached(file, Facts.unattested()));
        given().get(path(file)).then().statusCode(503).header("Retry-After", "30");
        given().head(path(file)).then().statusCode(503);
        given().get("/q/metrics").then().body(containsString("hallmark_blob_unreadable_total"));
    }

    @Test
    void neverServesATruncatedBlob() {
        StagedFile file = Facts.file("files_o-1.0.tar.gz");
        topics.deliver(reached(file, Facts.unattested()));
        blobs.keepAs(file.sha256(), "files_o-1.0");
        given().get(path(file)).then().statusCode(503);
        given().header("Range", "bytes=0-1").get(path(file)).then().statusCode(503);
    }

    @Test
    void neverServesAlteredMetadata() {
        String path = publish("files_p-1.0-py3-none-any.whl");
        blobs.keepAs(digest("metadata of files_p-1.0-py3-none-any.whl"), "other");
        given().get(path + ".metadata").then().statusCode(503);
    }

    @Test
    void servesALargeFileWhole() {
        String content = "0123456789abcdef".repeat(512 * 1024);
        StagedFile file = Facts.file("files_q-1.0.tar.gz");
        StagedFile large = new StagedFile(
                file.uploadId(), file.project(), file.projectSpelling(), file.version(), 1, file.filename(),
                digest(content), file.md5(), file.blake2b256(), content.length(), null, file.metadata(),
                file.uploader(), file.uploadedAt(), null);
        blobs.keep(content);
        topics.deliver(reached(large, Facts.unattested()));
        assertThat(Sha256.of(given().get(path(large)).body().asByteArray())).isEqualTo(large.sha256());
    }

    @Test
    void servesAnEmptyFile() {
        StagedFile file = Facts.file("files_r-1.0.tar.gz");
        StagedFile empty = new StagedFile(
                file.uploadId(), file.project(), file.projectSpelling(), file.version(), 1, file.filename(),
                digest(""), file.md5(), file.blake2b256(), 0, null, file.metadata(),
                file.uploader(), file.uploadedAt(), null);
        blobs.keep("");
        topics.deliver(reached(empty, Facts.unattested()));
        given().get(path(empty)).then().statusCode(200).body(equalTo(""));
    }

    private String publish(String filename) {
        blobs.keep(filename);
        StagedFile file = Facts.file(filename);
        topics.deliver(reached(file, Facts.verified()));
        return path(file);
    }

    private static String path(StagedFile file) {
        String hex = file.sha256().hex();
        return "/files/" + hex.substring(0, 2) + "/" + hex.substring(2, 4) + "/" + hex + "/" + file.filename();
    }

    private static Sha256 digest(String content) {
        return Facts.digest(content);
    }
}
