package dev.hallmark.provenance.simple;

import static dev.hallmark.provenance.testing.Facts.reached;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.hallmark.contract.event.ProjectCreated;
import dev.hallmark.provenance.testing.Facts;
import dev.hallmark.provenance.testing.IndexResource;
import dev.hallmark.provenance.testing.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(IndexResource.class)
class SimpleApiTest {

    private static final String JSON = "application/vnd.pypi.simple.v1+json";

    @Inject
    Topics topics;

    @Test
    void showsAnAttestedFileWithItsProvenance() {
        topics.deliver(reached(Facts.file("simple_a-1.0.tar.gz"), Facts.verified()));
        json("/simple/simple-a/")
                .statusCode(200)
                .header("Content-Type", JSON)
                .header("Vary", "Accept, Accept-Encoding")
                .header("Cache-Control", "no-cache")
                .header("Access-Control-Allow-Origin", "*")
                .body("files[0].filename", equalTo("simple_a-1.0.tar.gz"))
                .body("files[0].provenance",
                        equalTo("https://index.example/integrity/simple-a/1.0/simple_a-1.0.tar.gz/provenance"))
                .body("files[0].upload-time", equalTo("2026-03-04T05:06:07.123456Z"))
                .body("versions", hasItem("1.0"));
    }

    @Test
    void showsAnUnattestedFileWithoutProvenance() {
        topics.deliver(reached(Facts.file("simple_b-1.0.tar.gz"), Facts.unattested()));
        json("/simple/simple-b/")
                .body("files[0].filename", equalTo("simple_b-1.0.tar.gz"))
                .body("files[0].provenance", nullValue());
    }

    @Test
    void showsNothingOfARefusedFile() {
        topics.deliver(reached(Facts.file("simple_c-1.0.tar.gz"), Facts.rejected()));
        json("/simple/simple-c/").statusCode(404);
        json("/simple/").body("projects.name", not(hasItem("simple-c")));
    }

    @Test
    void listsAProjectWithoutFiles() {
        topics.deliver(new ProjectCreated(
                Facts.name("Simple.D"), "Simple.D", Instant.parse("2026-03-04T00:00:00Z"), "an administrator"));
        json("/simple/").body("projects.name", hasItem("Simple.D"));
        json("/simple/simple-d/").statusCode(200).body("files.size()", equalTo(0));
    }

    @Test
    void showsAFreshFileToAClientThatSawThePageBefore() {
        topics.deliver(reached(Facts.file("simple_e-1.0.tar.gz"), Facts.unattested()));
        Response before = read(JSON, "/simple/simple-e/");
        topics.deliver(reached(Facts.file("simple_e-1.1.tar.gz"), Facts.unattested()));
        Response now = as(JSON).header("If-None-Match", before.header("ETag")).get("/simple/simple-e/");
        assertThat(now.statusCode()).isEqualTo(200);
        assertThat(now.path("versions").toString()).contains("1.1");
        assertThat(serial(now)).isGreaterThan(serial(before));
    }

    @ParameterizedTest
    @ValueSource(strings = {JSON, "application/vnd.pypi.simple.v1+html", "text/html"})
    void answersThatNothingHasChanged(String form) {
        topics.deliver(reached(Facts.file("simple_f-1.0.tar.gz"), Facts.unattested()));
        String etag = read(form, "/simple/simple-f/").header("ETag");
        Response again = as(form).header("If-None-Match", etag).get("/simple/simple-f/");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.header("ETag")).isEqualTo(etag);
        assertThat(again.header("Vary")).isEqualTo("Accept, Accept-Encoding");
        assertThat(again.body().asString()).isEmpty();
    }

    @Test
    void givesEachRepresentationItsOwnTag() {
        topics.deliver(reached(Facts.file("simple_g-1.0.tar.gz"), Facts.unattested()));
        assertThat(Stream.of(JSON, "application/vnd.pypi.simple.v1+html", "text/html")
                        .map(form -> read(form, "/simple/simple-g/").header("ETag")))
                .doesNotHaveDuplicates()
                .allMatch(etag -> etag.startsWith("\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/simple/", "/simple/simple-h/"})
    void answersHeadAsGetWithoutABody(String path) {
        topics.deliver(reached(Facts.file("simple_h-1.0.tar.gz"), Facts.unattested()));
        Response got = read(JSON, path);
        Response head = as(JSON).head(path);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.header("ETag")).isEqualTo(got.header("ETag"));
        assertThat(head.header("Content-Type")).isEqualTo(JSON);
        assertThat(head.header("Content-Length")).isEqualTo(got.header("Content-Length"));
    }

    @ParameterizedTest
    @CsvSource({
        "/simple, /simple/",
        "/simple/Simple_I, /simple/simple-i/",
        "/simple/simple-i, /simple/simple-i/",
        "/simple/Simple.I/, /simple/simple-i/",
        "/simple/simple--i/, /simple/simple-i/",
    })
    void redirectsToTheOneAddress(String asked, String location) {
        Response answer = given().urlEncodingEnabled(false).redirects().follow(false).get(asked);
        assertThat(answer.statusCode()).isEqualTo(301);
        assertThat(answer.header("Location")).isEqualTo(location);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/simple/unknown/", "/simple/-/", "/simple/%0d%0aX:y/", "/simple/%5c%5cevil.example/", "/simple/a%2fb/",
        "/simple/%09/evil.example/", "/simple/a/b/"
    })
    void knowsNothingElse(String path) {
        Response answer = given().urlEncodingEnabled(false).redirects().follow(false).get(path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.header("Location")).isNull();
    }

    @Test
    void saysInPlainTextThatAProjectIsUnknown() {
        given().accept(JSON).get("/simple/unknown/").then()
                .statusCode(404)
                .contentType("text/plain")
                .header("Cache-Control", "no-cache")
                .body(equalTo("404 Not Found"));
    }

    @Test
    void neverWritesWhatTheClientCallsTheHost() {
        topics.deliver(reached(Facts.file("simple_j-1.0.tar.gz"), Facts.verified()));
        as(JSON).header("X-Forwarded-Host", "evil.example").header("Host", "evil.example").get("/simple/simple-j/").then()
                .body(not(containsString("evil.example")));
    }

    @Test
    void servesTheFormThatTheQueryNames() {
        topics.deliver(reached(Facts.file("simple_k-1.0.tar.gz"), Facts.unattested()));
        given().accept("text/html").urlEncodingEnabled(false).get("/simple/simple-k/?format=" + JSON).then()
                .header("Content-Type", JSON);
    }

    @Test
    void servesHtmlToWhoeverAcceptsAnything() {
        topics.deliver(reached(Facts.file("simple_l-1.0.tar.gz"), Facts.unattested()));
        given().accept("*/*").get("/simple/simple-l/").then()
                .header("Content-Type", "text/html; charset=utf-8")
                .body(containsString("simple_l-1.0.tar.gz</a>"));
    }

    private static ValidatableResponse json(String path) {
        return read(JSON, path).then();
    }

    private static Response read(String form, String path) {
        return as(form).get(path);
    }

    private static RequestSpecification as(String form) {
        return given().header("Accept", form);
    }

    private static long serial(Response page) {
        return Long.parseLong(page.header("X-PyPI-Last-Serial"));
    }
}
