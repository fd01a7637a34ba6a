package dev.hallmark.provenance.pages;

import static dev.hallmark.provenance.testing.Facts.reached;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.ProjectStatus;
import dev.hallmark.contract.event.CoreMetadata;
import dev.hallmark.contract.event.CoreMetadata.ProjectUrl;
import dev.hallmark.contract.event.ProjectCreated;
import dev.hallmark.contract.event.ProjectStatusChanged;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.contract.event.VerifiedAttestation;
import dev.hallmark.provenance.testing.Facts;
import dev.hallmark.provenance.testing.IndexResource;
import dev.hallmark.provenance.testing.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(IndexResource.class)
class PagesTest {

    @Inject
    Topics topics;

    @Test
    void showsHowToInstall() {
        assertThat(page("/")).contains("pip install --index-url https://index.example/simple/");
    }

    @Test
    void showsWhatWasPublishedLately() {
        topics.deliver(reached(Facts.file("pages_a-1.0.tar.gz"), Facts.verified()));
        assertThat(page("/")).contains("<a href=\"/project/pages-a/1.0/\"><strong>pages-a</strong> 1.0</a>");
    }

    @Test
    void showsNothingOfARefusedFile() {
        topics.deliver(reached(Facts.file("pages_b-1.0.tar.gz"), Facts.rejected()));
        assertThat(page("/")).doesNotContain("pages-b");
        assertThat(given().get("/project/pages-b/").statusCode()).isEqualTo(404);
    }

    @Test
    void showsWhatWasProven() {
        topics.deliver(reached(Facts.file("pages_c-1.0.tar.gz"), Facts.verified()));
        assertThat(page("/project/pages-c/"))
                .contains("octo-org/sample release.yml")
                .contains("https://github.com/octo-org/sample/commit/0123456789abcdef0123456789abcdef01234567")
                .contains(".github/workflows/release.yml</dd>")
                .contains("https://search.sigstore.dev/?logIndex=4242")
                .doesNotContain("Identity from")
                .contains("/integrity/pages-c/1.0/pages_c-1.0.tar.gz/provenance");
    }

    @Test
    void namesAnIssuerThatIsNotGitHubs() {
        var github = Facts.attestation(VerifiedAttestation.PUBLISH_V1, Facts.ATTESTATION_JSON);
        var facts = github.certificate();
        var local = new VerifiedAttestation(github.json(), github.predicateType(),
                new VerifiedAttestation.CertificateFacts(
                        facts.sha256(), facts.serialNumber(), facts.subjectAlternativeName(), "http://127.0.0.1:8081",
                        null, null, null, null, null, null, null, null, null),
                github.logEntry(), github.signedAt(), github.trustRoot());
        topics.deliver(reached(Facts.file("pages_m-1.0.tar.gz"), new Verdict.Verified(List.of(local))));
        assertThat(page("/project/pages-m/")).contains("<dt>Identity from</dt><dd>http://127.0.0.1:8081</dd>");
    }

    @Test
    void marksConfirmedLinks() {
        topics.deliver(reached(Facts.file("pages_d-1.0.tar.gz"), Facts.verified()));
        assertThat(page("/project/pages-d/")).contains("<span class=\"mark\">Build confirmed</span>");
    }

    @Test
    void neverCallsAnythingSafe() {
        topics.deliver(reached(Facts.file("pages_e-1.0.tar.gz"), Facts.verified()));
        assertThat(page("/project/pages-e/").replace("Trust root", "").toLowerCase(Locale.ROOT))
                .doesNotContain("safe")
                .doesNotContain("secure")
                .doesNotContain("trusted");
    }

    @Test
    void saysThatAFileHasNoAttestations() {
        topics.deliver(reached(
                Facts.file("pages_f-1.0.tar.gz", 1, Facts.BY_TOKEN, Facts.metadata()), Facts.unattested()));
        assertThat(page("/project/pages-f/")).contains("No attestations").contains("by an API token").doesNotContain("laptop");
    }

    @Test
    void showsTheNewestReleaseThatIsNoPrerelease() {
        for (String version : List.of("1.9", "1.10", "2.0rc1")) {
            topics.deliver(reached(Facts.file("pages_g-" + version + ".tar.gz"), Facts.unattested()));
        }
        assertThat(page("/project/pages-g/")).contains("<h1>pages-g <small>1.10</small></h1>").contains("pre-release");
        assertThat(page("/project/pages-g/1.9.0/")).contains("<h1>pages-g <small>1.9</small></h1>");
    }

    @Test
    void escapesWhatUploadersWrote() {
        String hostile = "\"><script>alert('x')</script>";
        CoreMetadata metadata = new CoreMetadata(
                "2.4", hostile, null, hostile, null, hostile, null, hostile, null, null, null, null,
                List.of(new ProjectUrl(hostile, "https://evil.example/" + hostile), new ProjectUrl("x", "javascript:alert(1)"),
                        new ProjectUrl("y", "data:text/html,<script>1</script>"), new ProjectUrl("z", "https://ok.example/'\"")),
                List.of(), List.of(), List.of());
        topics.deliver(reached(Facts.file("pages_h-1.0.tar.gz", 1, Facts.BY_PUBLISHER, metadata), Facts.verified()));
        assertThat(page("/project/pages-h/"))
                .doesNotContain("<script")
                .doesNotContain("href=\"javascript:")
                .doesNotContain("href=\"data:")
                .doesNotContain("href=\"https://evil.example")
                .contains("&lt;script&gt;");
    }

    @Test
    void allowsNothingButItsOwnStyle() {
        Response home = given().get("/");
        assertThat(home.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; style-src 'sha256-")
                .doesNotContain("unsafe");
        assertThat(home.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void answersThatNothingHasChanged() {
        topics.deliver(reached(Facts.file("pages_i-1.0.tar.gz"), Facts.verified()));
        String etag = given().get("/project/pages-i/").header("ETag");
        assertThat(given().header("If-None-Match", etag).get("/project/pages-i/").statusCode()).isEqualTo(304);
    }

    @Test
    void showsAProjectWithoutReleases() {
        topics.deliver(new ProjectCreated(Facts.name("pages-j"), "Pages_J", Instant.EPOCH, "an administrator"));
        assertThat(page("/project/pages-j/")).contains("no file of it is published at the moment");
    }

    @Test
    void tellsOfTheStatusOfAProjectWithoutReleases() {
        topics.deliver(new ProjectCreated(Facts.name("pages-jj"), "pages-jj", Instant.EPOCH, "an administrator"));

        topics.deliver(new ProjectStatusChanged(
                Facts.name("pages-jj"), ProjectStatus.ARCHIVED, "see <another>", Instant.EPOCH, "an administrator"));

        assertThat(page("/project/pages-jj/")).contains("This project is archived", "Reason: see &lt;another&gt;");
    }

    @ParameterizedTest
    @CsvSource({
        "/project/Pages_K, /project/pages-k/",
        "/project/pages-k, /project/pages-k/",
        "/project/Pages.K/1.0, /project/pages-k/1.0/",
    })
    void redirectsToTheOneAddress(String asked, String location) {
        Response answer = given().redirects().follow(false).get(asked);
        assertThat(answer.statusCode()).isEqualTo(301);
        assertThat(answer.header("Location")).isEqualTo(location);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/project/unknown/", "/project/unknown/1.0/", "/project/%3Cscript%3E/", "/project/pages-l/x/",
        "/project/%5c%5cevil.example", "/project/%09%2fevil.example"
    })
    void saysThatItKnowsNothing(String path) {
        Response answer = given().urlEncodingEnabled(false).redirects().follow(false).get(path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.header("Location")).isNull();
    }

    private static String page(String path) {
        Response answer = given().get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body().asString();
    }
}
