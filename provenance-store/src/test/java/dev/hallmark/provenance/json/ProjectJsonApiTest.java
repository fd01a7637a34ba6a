package dev.hallmark.provenance.json;

import static dev.hallmark.provenance.testing.Facts.reached;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.hallmark.contract.ProjectStatus;
import dev.hallmark.contract.event.CoreMetadata.ProjectUrl;
import dev.hallmark.contract.event.ProjectStatusChanged;
import dev.hallmark.contract.event.ReleaseYanked;
import dev.hallmark.provenance.testing.Facts;
import dev.hallmark.provenance.testing.IndexResource;
import dev.hallmark.provenance.testing.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(IndexResource.class)
class ProjectJsonApiTest {

    private static final Instant TIME = Instant.parse("2026-03-05T00:00:00Z");

    @Inject
    Topics topics;

    @Test
    void describesAFileAsPyPiDoes() {
        topics.deliver(reached(Facts.file("json_a-1.0-py3-none-any.whl"), Facts.verified()));
        Map<String, Object> file = given().get("/pypi/json-a/json").path("urls[0]");
        assertThat(file).containsKeys(
                "comment_text", "core-metadata", "digests", "downloads", "filename", "has_sig", "md5_digest", "packagetype",
                "python_version", "requires_python", "size", "upload_time", "upload_time_iso_8601", "url", "yanked", "yanked_reason");
        assertThat(file)
                .containsEntry("packagetype", "bdist_wheel")
                .containsEntry("python_version", "py3")
                .containsEntry("downloads", -1)
                .containsEntry("has_sig", false)
                .containsEntry("upload_time", "2026-03-04T05:06:07")
                .containsEntry("upload_time_iso_8601", "2026-03-04T05:06:07.123456Z")
                .containsEntry("yanked", false)
                .containsEntry("yanked_reason", null);
        assertThat(file.get("url").toString()).startsWith("https://index.example/files/").endsWith("/json_a-1.0-py3-none-any.whl");
    }

    @Test
    void tellsWhoPublishedAFileAndWhatIsProven() {
        topics.deliver(reached(Facts.file("json_b-1.0.tar.gz"), Facts.verified()));
        given().get("/pypi/json-b/json").then()
                .body("urls[0].trusted_publisher", equalTo("octo-org/sample release.yml"))
                .body("urls[0].provenance", equalTo("https://index.example/integrity/json-b/1.0/json_b-1.0.tar.gz/provenance"))
                .body("info.trusted_publishers", equalTo(List.of("octo-org/sample release.yml")))
                .body("info.verified_urls[0].url", equalTo("https://github.com/octo-org/sample"))
                .body("info.verified_urls[0].proven_by", equalTo("json_b-1.0.tar.gz"));
    }

    @Test
    void claimsNothingForAFileOfAToken() {
        topics.deliver(reached(Facts.file("json_c-1.0.tar.gz", 1, Facts.BY_TOKEN,
                Facts.metadata(new ProjectUrl("Source", "https://github.com/octo-org/sample"))), Facts.unattested()));
        given().get("/pypi/json-c/json").then()
                .body("urls[0].trusted_publisher", nullValue())
                .body("urls[0].provenance", nullValue())
                .body("info.verified_urls.size()", equalTo(0))
                .body("info.project_urls", hasEntry("Source", "https://github.com/octo-org/sample"));
    }

    @Test
    void showsTheHighestStableReleaseThatIsNotYanked() {
        for (String version : List.of("1.0", "1.10", "1.9", "2.0", "3.0rc1")) {
            topics.deliver(reached(Facts.file("json_d-" + version + ".tar.gz"), Facts.unattested()));
        }
        topics.deliver(new ReleaseYanked(Facts.name("json-d"), Facts.version("2.0"), "broken", TIME, "an owner"));
        Response answer = given().get("/pypi/json-d/json");
        answer.then()
                .body("info.version", equalTo("1.10"))
                .body("releases.'2.0'[0].yanked", equalTo(true))
                .body("releases.'2.0'[0].yanked_reason", equalTo("broken"));
        Map<String, Object> releases = answer.path("releases");
        assertThat(releases).containsOnlyKeys("1.0", "1.9", "1.10", "2.0", "3.0rc1");
    }

    @Test
    void showsOneRelease() {
        topics.deliver(reached(Facts.file("json_e-1.0.tar.gz"), Facts.unattested()));
        topics.deliver(reached(Facts.file("json_e-2.0.tar.gz"), Facts.unattested()));
        given().get("/pypi/json-e/1.0.0/json").then()
                .statusCode(200)
                .body("info.version", equalTo("1.0"))
                .body("releases", nullValue())
                .body("last_serial", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pypi/json-f/json/", "/pypi/json-f/1.0/json/"})
    void toleratesASlashAtTheEnd(String path) {
        topics.deliver(reached(Facts.file("json_f-1.0.tar.gz"), Facts.unattested()));
        assertThat(given().get(path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"/pypi/Json.G/json, /pypi/json-g/json", "/pypi/Json.G/1.0/json, /pypi/json-g/1.0/json"})
    void leadsToTheNormalisedName(String path, String location) {
        Response answer = given().redirects().follow(false).get(path);
        assertThat(answer.statusCode()).isEqualTo(301);
        assertThat(answer.header("Location")).isEqualTo(location);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pypi/unknown/json", "/pypi/unknown/1.0/json", "/pypi/json-h/2.0/json", "/pypi/json-h/x/json", "/pypi/-/json"})
    void saysInJsonWhatItDoesNotKnow(String path) {
        topics.deliver(reached(Facts.file("json_h-1.0.tar.gz"), Facts.unattested()));
        given().get(path).then()
                .statusCode(404)
                .contentType("application/json")
                .header("Access-Control-Allow-Origin", "*")
                .body("message", equalTo("Not Found"));
    }

    @Test
    void hidesAQuarantinedProject() {
        topics.deliver(reached(Facts.file("json_i-1.0.tar.gz"), Facts.unattested()));
        topics.deliver(new ProjectStatusChanged(Facts.name("json-i"), ProjectStatus.QUARANTINED, "malware", TIME, "an administrator"));
        given().get("/pypi/json-i/json").then().statusCode(404);
    }

    @Test
    void answersThatNothingHasChanged() {
        topics.deliver(reached(Facts.file("json_j-1.0.tar.gz"), Facts.unattested()));
        Response first = given().get("/pypi/json-j/json");
        assertThat(first.header("X-PyPI-Last-Serial")).isEqualTo(first.path("last_serial").toString());
        given().header("If-None-Match", first.header("ETag")).get("/pypi/json-j/json").then().statusCode(304);
    }
}
