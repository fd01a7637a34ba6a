package dev.hallmark.provenance.integrity;

import static dev.hallmark.provenance.testing.Facts.reached;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.event.CoreMetadata.ProjectUrl;
import dev.hallmark.contract.event.FileDeleted;
import dev.hallmark.contract.event.PublisherRemoved;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.Uploader;
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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(IndexResource.class)
class IntegrityApiTest {

    private static final String EXTENDED = "application/vnd.hallmark.provenance.v1+json";
    private static final String V1 = "application/vnd.pypi.integrity.v1+json";

    @Inject
    Topics topics;

    @Test
    void servesTheAttestationCharacterForCharacter() {
        topics.deliver(reached(Facts.file("integrity_a-1.0.tar.gz"), Facts.verified()));
        String body = provenance("integrity-a", "1.0", "integrity_a-1.0.tar.gz").body().asString();
        assertThat(body).isEqualTo("{\"version\":1,\"attestation_bundles\":[{\"publisher\":{\"kind\":\"GitHub\","
                + "\"repository\":\"octo-org/sample\",\"workflow\":\"release.yml\",\"claims\":{}},\"attestations\":["
                + Facts.ATTESTATION_JSON + "]}]}");
    }

    @Test
    void servesAllAttestationsInTheirOrder() {
        Verdict two = new Verdict.Verified(List.of(
                Facts.attestation(VerifiedAttestation.PUBLISH_V1, "{\"version\":1,\"n\":1}"),
                Facts.attestation(VerifiedAttestation.SLSA_PROVENANCE_V1, "{\"version\":1,\"n\":2}")));
        topics.deliver(reached(Facts.file("integrity_b-1.0.tar.gz"), two));
        provenance("integrity-b", "1.0", "integrity_b-1.0.tar.gz").then()
                .body("attestation_bundles[0].attestations.n", equalTo(List.of(1, 2)));
    }

    @Test
    void namesAnIssuerThatIsNotGitHubs() {
        Publisher local = new Publisher.GitHub(
                "http://127.0.0.1:8081", "https://github.com", "octo-org", null, "sample", "release.yml", "pypi");
        StagedFile file = Facts.file("integrity_c-1.0.tar.gz", 1,
                new Uploader.TrustedPublisher(Facts.PUBLISHER_ID, local, Map.of()), Facts.metadata());
        topics.deliver(reached(file, Facts.verified()));
        provenance("integrity-c", "1.0", "integrity_c-1.0.tar.gz").then()
                .body("attestation_bundles[0].publisher.issuer", equalTo("http://127.0.0.1:8081"))
                .body("attestation_bundles[0].publisher.environment", equalTo("pypi"));
    }

    @Test
    void namesAJobOfGitLabAsReadersKnowIt() {
        topics.deliver(reached(by("integrity_q-1.0.tar.gz", gitLab("https://gitlab.com")), Facts.verified()));
        assertThat(provenance("integrity-q", "1.0", "integrity_q-1.0.tar.gz").body().asString())
                .startsWith("{\"version\":1,\"attestation_bundles\":[{\"publisher\":{\"kind\":\"GitLab\","
                        + "\"repository\":\"group/sub/sample\",\"workflow_filepath\":\".gitlab-ci.yml\",\"claims\":{}},");
    }

    @Test
    void namesAGoogleAccountAsReadersKnowIt() {
        Publisher google = new Publisher.Google(Publisher.Google.PUBLIC_ISSUER, "robot@example.com", "42");
        topics.deliver(reached(by("integrity_r-1.0.tar.gz", google), Facts.verified()));
        assertThat(provenance("integrity-r", "1.0", "integrity_r-1.0.tar.gz").body().asString())
                .startsWith("{\"version\":1,\"attestation_bundles\":[{\"publisher\":{\"kind\":\"Google\","
                        + "\"email\":\"robot@example.com\",\"claims\":{}},");
    }

    /// Readers would take its repository for one of gitlab.com.
    @Test
    void neverNamesAHostOfOnesOwnLikeThePublicOne() {
        topics.deliver(reached(by("integrity_s-1.0.tar.gz", gitLab("https://git.example")), Facts.verified()));
        String path = "/integrity/integrity-s/1.0/integrity_s-1.0.tar.gz/provenance";
        given().header("Accept", V1).get(path).then()
                .statusCode(406)
                .contentType("application/json")
                .body("message", containsString(EXTENDED));
        given().get(path).then()
                .statusCode(200)
                .header("Content-Type", EXTENDED)
                .body("attestationBundles[0].publisher.kind", equalTo("gitlab"))
                .body("attestationBundles[0].publisher.issuer", equalTo("https://git.example"));
    }

    @Test
    void tellsEverythingInItsExtendedForm() {
        topics.deliver(reached(Facts.file("integrity_t-1.0.tar.gz"), Facts.verified()));
        Response answer = given().header("Accept", EXTENDED).get("/integrity/integrity-t/1.0/integrity_t-1.0.tar.gz/provenance");
        answer.then()
                .statusCode(200)
                .header("Content-Type", EXTENDED)
                .body("state", equalTo("published"))
                .body("verdict.policy", equalTo("1"))
                .body("verdict.at", notNullValue())
                .body("attestationBundles[0].publisher.issuer", equalTo(Publisher.GitHub.PUBLIC_ISSUER))
                .body("attestationBundles[0].attestations[0].certificate.trigger", equalTo("push"))
                .body("attestationBundles[0].attestations[0].logEntry.logIndex", equalTo(4242))
                .body("attestationBundles[0].attestations[0].trustRoot.sha256", equalTo(Facts.digest("trust root").hex()));
        assertThat(answer.body().asString()).contains("\"attestation\":" + Facts.ATTESTATION_JSON);
    }

    @Test
    void remembersADeletedFile() {
        StagedFile file = Facts.file("integrity_u-1.0.tar.gz");
        topics.deliver(reached(file, Facts.verified()));
        topics.deliver(new FileDeleted(file.project(), file.version(), file.uploadId(), file.filename(),
                Instant.parse("2026-03-05T00:00:00Z"), "an owner"));
        String path = "/integrity/integrity-u/1.0/integrity_u-1.0.tar.gz/provenance";
        given().get(path).then().statusCode(410).contentType("application/json").body("message", containsString("deleted"));
        given().header("Accept", EXTENDED).get(path).then()
                .statusCode(410)
                .header("Content-Type", EXTENDED)
                .body("state", equalTo("deleted"))
                .body("attestationBundles[0].publisher.repository", equalTo("sample"));
    }

    private static Publisher gitLab(String server) {
        return new Publisher.GitLab(server, server, "group/sub", null, "sample", ".gitlab-ci.yml", null, null, null);
    }

    private static StagedFile by(String filename, Publisher publisher) {
        return Facts.file(filename, 1, new Uploader.TrustedPublisher(Facts.PUBLISHER_ID, publisher, Map.of()), Facts.metadata());
    }

    @ParameterizedTest
    @CsvSource({
        "*/*, application/vnd.pypi.integrity.v1+json",
        "application/json, application/json",
        "application/vnd.pypi.integrity.v1+json, application/vnd.pypi.integrity.v1+json",
        "'text/xml, application/vnd.pypi.integrity.v1+json', application/vnd.pypi.integrity.v1+json",
        "'application/vnd.pypi.integrity.v1+json;q=0.1, application/json', application/json",
        "'text/html, */*;q=0.8', application/vnd.pypi.integrity.v1+json",
    })
    void negotiatesTheMediaType(String accept, String expected) {
        topics.deliver(reached(Facts.file("integrity_d-1.0.tar.gz"), Facts.verified()));
        Response answer = given().header("Accept", accept)
                .get("/integrity/integrity-d/1.0/integrity_d-1.0.tar.gz/provenance");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo(expected);
        assertThat(answer.header("Vary")).isEqualTo("Accept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "text/xml"})
    void refusesWhatItCannotSendBeforeItTellsWhatExists(String accept) {
        given().header("Accept", accept).get("/integrity/nobody/1.0/nobody-1.0.tar.gz/provenance").then()
                .statusCode(406)
                .contentType("application/json")
                .header("Access-Control-Allow-Origin", "*")
                .body("message", equalTo("Request not acceptable"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/integrity/unknown/1.0/unknown-1.0.tar.gz/provenance",
        "/integrity/integrity-e/2.0/integrity_e-1.0.tar.gz/provenance",
        "/integrity/integrity-e/1.0/integrity_e-1.0-py3-none-any.whl/provenance",
        "/integrity/integrity-e/x/integrity_e-1.0.tar.gz/provenance",
        "/integrity/integrity-e/1.0/%3Cscript%3E/provenance",
    })
    void saysInJsonThatThereIsNone(String path) {
        topics.deliver(reached(Facts.file("integrity_e-1.0.tar.gz"), Facts.verified()));
        given().urlEncodingEnabled(false).get(path).then()
                .statusCode(404)
                .contentType("application/json")
                .header("Access-Control-Allow-Origin", "*")
                .body("message", notNullValue())
                .body(not(containsString("<script>")));
    }

    @Test
    void hasNoneForAnUnattestedFile() {
        topics.deliver(reached(Facts.file("integrity_f-1.0.tar.gz"), Facts.unattested()));
        provenance("integrity-f", "1.0", "integrity_f-1.0.tar.gz").then()
                .statusCode(404)
                .body("message", equalTo("No provenance available for integrity_f-1.0.tar.gz"));
    }

    @Test
    void hasNoneForARefusedFile() {
        topics.deliver(reached(Facts.file("integrity_g-1.0.tar.gz"), Facts.rejected()));
        provenance("integrity-g", "1.0", "integrity_g-1.0.tar.gz").then().statusCode(404);
        given().get("/integrity/integrity-g/1.0/urls").then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({"Integrity.H, 1.0", "integrity-h, 1.0.0", "INTEGRITY_H, v1"})
    void findsAFileByAnySpelling(String project, String version) {
        topics.deliver(reached(Facts.file("integrity_h-1.0.tar.gz"), Facts.verified()));
        assertThat(provenance(project, version, "integrity_h-1.0.tar.gz").statusCode()).isEqualTo(200);
    }

    @Test
    void answersHeadAndOptions() {
        topics.deliver(reached(Facts.file("integrity_i-1.0.tar.gz"), Facts.verified()));
        String path = "/integrity/integrity-i/1.0/integrity_i-1.0.tar.gz/provenance";
        given().head(path).then().statusCode(200).header("Content-Type", V1).header("ETag", notNullValue());
        given().options(path).then().statusCode(204).header("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS");
    }

    @Test
    void answersThatNothingHasChanged() {
        topics.deliver(reached(Facts.file("integrity_j-1.0.tar.gz"), Facts.verified()));
        String path = "/integrity/integrity-j/1.0/integrity_j-1.0.tar.gz/provenance";
        given().header("If-None-Match", given().get(path).header("ETag")).get(path).then().statusCode(304);
    }

    @Test
    void verifiesTheUrlsOfTheFirstFilesPublisher() {
        topics.deliver(reached(withUrls("integrity_k-1.0.tar.gz", 1), Facts.verified()));
        given().get("/integrity/integrity-k/1.0/urls").then()
                .body("decided", equalTo(true))
                .body("release", equalTo("1.0"))
                .body("by.filename", equalTo("integrity_k-1.0.tar.gz"))
                .body("by.publisher.repository", equalTo("sample"))
                .body("by.attestation.logIndex", equalTo(4242))
                .body("urls.find { it.label == 'Source' }.verified", equalTo(true))
                .body("urls.find { it.label == 'Evil' }.verified", equalTo(false));
    }

    @Test
    void verifiesNothingByAFileWithoutPublishAttestation() {
        Verdict onlyBuild = new Verdict.Verified(
                List.of(Facts.attestation(VerifiedAttestation.SLSA_PROVENANCE_V1, Facts.ATTESTATION_JSON)));
        topics.deliver(reached(withUrls("integrity_l-1.0.tar.gz", 1), onlyBuild));
        given().get("/integrity/integrity-l/1.0/urls").then()
                .body("decided", equalTo(true))
                .body("by", not(hasKey("attestation")))
                .body("urls.verified", equalTo(List.of(false, false)));
    }

    @Test
    void decidesByTheOrderOfUploadNotOfVerdicts() {
        topics.deliver(reached(withUrls("integrity_m-1.0-py3-none-any.whl", 2), Facts.verified()));
        given().get("/integrity/integrity-m/1.0/urls").then()
                .body("decided", equalTo(false))
                .body("urls.verified", equalTo(List.of(false, false)));
        topics.deliver(reached(withUrls("integrity_m-1.0.tar.gz", 1), Facts.unattested()));
        given().get("/integrity/integrity-m/1.0/urls").then()
                .body("decided", equalTo(true))
                .body("by.filename", equalTo("integrity_m-1.0.tar.gz"))
                .body("urls.verified", equalTo(List.of(false, false)));
    }

    @Test
    void passesOverRefusedFiles() {
        topics.deliver(reached(withUrls("integrity_n-1.0-py3-none-any.whl", 2), Facts.verified()));
        topics.deliver(reached(withUrls("integrity_n-1.0.tar.gz", 1), Facts.rejected()));
        given().get("/integrity/integrity-n/1.0/urls").then()
                .body("by.filename", equalTo("integrity_n-1.0-py3-none-any.whl"))
                .body("urls.verified", equalTo(List.of(true, false)));
    }

    @Test
    void keepsTheDecisionWhateverComesLater() {
        topics.deliver(reached(withUrls("integrity_o-1.0.tar.gz", 1), Facts.unattested()));
        String decided = given().get("/integrity/integrity-o/1.0/urls").body().asString();
        topics.deliver(reached(withUrls("integrity_o-1.0-py3-none-any.whl", 2), Facts.verified()));
        topics.deliver(new PublisherRemoved(Facts.name("integrity-o"), Facts.PUBLISHER_ID, Facts.PUBLISHER,
                Instant.parse("2026-03-05T00:00:00Z"), "an administrator"));
        assertThat(given().get("/integrity/integrity-o/1.0.0/urls").body().asString()).isEqualTo(decided);
    }

    @Test
    void keepsProvenanceWhenThePublisherIsRemoved() {
        topics.deliver(reached(withUrls("integrity_p-1.0.tar.gz", 1), Facts.verified()));
        String provenance = provenance("integrity-p", "1.0", "integrity_p-1.0.tar.gz").body().asString();
        topics.deliver(new PublisherRemoved(Facts.name("integrity-p"), Facts.PUBLISHER_ID, Facts.PUBLISHER,
                Instant.parse("2026-03-05T00:00:00Z"), "an administrator"));
        assertThat(provenance("integrity-p", "1.0", "integrity_p-1.0.tar.gz").body().asString()).isEqualTo(provenance);
    }

    private static StagedFile withUrls(String filename, long sequence) {
        return Facts.file(filename, sequence, Facts.BY_PUBLISHER, Facts.metadata(
                new ProjectUrl("Source", "https://github.com/octo-org/sample"),
                new ProjectUrl("Evil", "javascript:alert(1)")));
    }

    private static Response provenance(String project, String version, String filename) {
        return given().get("/integrity/{project}/{version}/{filename}/provenance", project, version, filename);
    }
}
