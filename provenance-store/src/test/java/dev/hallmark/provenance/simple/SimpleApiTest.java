package dev.hallmark.provenance.simple;

import static dev.hallmark.provenance.testing.Facts.reached;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.github.luben.zstd.Zstd;
import dev.hallmark.contract.ProjectStatus;
import dev.hallmark.contract.event.FileDeleted;
import dev.hallmark.contract.event.ProjectCreated;
import dev.hallmark.contract.event.ProjectStatusChanged;
import dev.hallmark.contract.event.ReleaseYanked;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.provenance.testing.Facts;
import dev.hallmark.provenance.testing.IndexResource;
import dev.hallmark.provenance.testing.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(IndexResource.class)
class SimpleApiTest {

    private static final String JSON = "application/vnd.pypi.simple.v1+json";
    private static final Instant LATER = Instant.parse("2026-03-05T00:00:00Z");

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

    @ParameterizedTest
    @CsvSource({"gzip, gzip", "'gzip, zstd', zstd", "identity, identity"})
    void servesThePageInTheCodingThatTheClientTakes(String accepted, String coding) throws Exception {
        topics.deliver(reached(Facts.file("simple_m-1.0.tar.gz"), Facts.unattested()));
        HttpResponse<byte[]> answer = raw("/simple/simple-m/", accepted);
        byte[] plain = switch (coding) {
            case "gzip" -> new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes();
            case "zstd" -> Zstd.decompress(answer.body(), 100_000);
            default -> answer.body();
        };
        assertThat(answer.headers().firstValue("Content-Encoding").orElse("identity")).isEqualTo(coding);
        assertThat(new String(plain, StandardCharsets.UTF_8)).startsWith("{\"files\":[").contains("simple_m-1.0.tar.gz");
    }

    @Test
    void givesEachCodingItsOwnTag() throws Exception {
        topics.deliver(reached(Facts.file("simple_n-1.0.tar.gz"), Facts.unattested()));
        assertThat(List.of(
                        raw("/simple/simple-n/", "gzip").headers().firstValue("ETag"),
                        raw("/simple/simple-n/", "zstd").headers().firstValue("ETag"),
                        raw("/simple/simple-n/", "identity").headers().firstValue("ETag")))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/simple/", "/simple/simple-o/"})
    void answersOptions(String path) {
        topics.deliver(reached(Facts.file("simple_o-1.0.tar.gz"), Facts.unattested()));
        given().options(path).then()
                .statusCode(204)
                .header("Allow", "GET, HEAD, OPTIONS")
                .header("Access-Control-Allow-Origin", "*");
    }

    @Test
    void takesNothingButReading() {
        topics.deliver(reached(Facts.file("simple_p-1.0.tar.gz"), Facts.unattested()));
        given().post("/simple/simple-p/").then().statusCode(405);
        given().delete("/simple/simple-p/").then().statusCode(405);
    }

    @Test
    void neitherListsNorServesAQuarantinedProject() {
        StagedFile file = Facts.file("simple_q-1.0.tar.gz");
        topics.deliver(reached(file, Facts.unattested()));
        topics.deliver(new ProjectStatusChanged(file.project(), ProjectStatus.QUARANTINED, "malware", LATER, "an administrator"));
        json("/simple/simple-q/")
                .statusCode(200)
                .body("files.size()", equalTo(0))
                .body("versions.size()", equalTo(0))
                .body("project-status.status", equalTo("quarantined"))
                .body("project-status.reason", equalTo("malware"));
        json("/simple/").body("projects.name", not(hasItem("simple-q")));
        given().get(download(file)).then().statusCode(403);
    }

    @Test
    void saysWhyAReleaseIsYankedAlsoOfFilesToCome() {
        topics.deliver(reached(Facts.file("simple_r-1.0.tar.gz"), Facts.unattested()));
        topics.deliver(new ReleaseYanked(Facts.name("simple-r"), Facts.version("1.0"), "broken", LATER, "an owner"));
        topics.deliver(reached(Facts.file("simple_r-1.0-py3-none-any.whl", 2, Facts.BY_TOKEN, Facts.metadata()), Facts.unattested()));
        json("/simple/simple-r/").body("files.yanked", equalTo(List.of("broken", "broken")));
    }

    @Test
    void forgetsADeletedFile() {
        StagedFile file = Facts.file("simple_s-1.0.tar.gz");
        topics.deliver(reached(file, Facts.unattested()));
        topics.deliver(new FileDeleted(file.project(), file.version(), file.uploadId(), file.filename(), LATER, "an owner"));
        json("/simple/simple-s/").body("files.size()", equalTo(0)).body("versions.size()", equalTo(0));
        given().get(download(file)).then().statusCode(410);
        given().get("/project/simple-s/1.0/").then().body(not(containsString(file.filename())));
    }

    @Test
    void raisesTheSerialWithEveryVisibleChange() {
        StagedFile file = Facts.file("simple_t-1.0.tar.gz");
        topics.deliver(reached(file, Facts.unattested()));
        Response published = read(JSON, "/simple/simple-t/");
        topics.deliver(new ReleaseYanked(file.project(), file.version(), null, LATER, "an owner"));
        Response yanked = read(JSON, "/simple/simple-t/");
        assertThat(serial(yanked)).isGreaterThan(serial(published));
        assertThat(yanked.path("meta._last-serial").toString()).isEqualTo(yanked.header("X-PyPI-Last-Serial"));
    }

    private static String download(StagedFile file) {
        String hex = file.sha256().hex();
        return "/files/" + hex.substring(0, 2) + "/" + hex.substring(2, 4) + "/" + hex + "/" + file.filename();
    }

    /// Not by the test client that the others use: it decodes what it gets.
    private static HttpResponse<byte[]> raw(String path, String acceptEncoding) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                            .header("Accept", JSON)
                            .header("Accept-Encoding", acceptEncoding)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
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
