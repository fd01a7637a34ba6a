package dev.hallmark.provenance.ingest;

import static dev.hallmark.provenance.testing.Facts.reached;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.hallmark.contract.ProjectPolicy.Attester;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.event.AttestationsAdded;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.SubmissionJudged;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.provenance.testing.Facts;
import dev.hallmark.provenance.testing.IndexResource;
import dev.hallmark.provenance.testing.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(IndexResource.class)
class LateAttestationsTest {

    private static final Attester REBUILDER = new Attester("rebuilder", new Publisher.GitHub(
            Publisher.GitHub.PUBLIC_ISSUER, Publisher.GitHub.PUBLIC_SERVER, "rebuilders", "7", "verify", "rebuild.yml", null));
    private static final String ATTESTATION = "{\"version\":1,\"rebuilt\":true}";
    private static final String PREDICATE_TYPE = "https://rebuild.example/v1";

    @Inject
    Topics topics;

    @Test
    void serveThemBesideThePublishersInABundleOfTheirOwn() {
        StagedFile file = Facts.file("late_a-1.0.tar.gz");
        topics.deliver(reached(file, Facts.verified()));
        String before = given().get(provenance(file)).header("ETag");
        topics.deliver(judged(file, verified()));
        given().get(provenance(file)).then()
                .body("attestation_bundles.publisher.repository", contains("octo-org/sample", "rebuilders/verify"));
        assertThat(given().get(provenance(file)).body().asString()).contains(Facts.ATTESTATION_JSON).contains(ATTESTATION);
        assertThat(given().get(provenance(file)).header("ETag")).isNotEqualTo(before);
    }

    @Test
    void tellOfThemWithTheirSubmitterByValue() {
        StagedFile file = Facts.file("late_b-1.0.tar.gz");
        topics.deliver(reached(file, Facts.unattested()));
        topics.deliver(judged(file, verified()));
        assertThat(topics.told("late-b", 2).getLast().event()).isInstanceOfSatisfying(AttestationsAdded.class, added -> {
            assertThat(added.submitter()).isEqualTo(REBUILDER);
            assertThat(added.predicateTypes()).containsExactly(PREDICATE_TYPE);
        });
        given().get("/history/late-b").then()
                .body("entries[0].kind", equalTo("attestations-added"))
                .body("entries[0].submitter.identity.repository", equalTo("verify"));
    }

    @Test
    void makeAFileOfATokenHaveProvenance() {
        StagedFile file = Facts.file("late_c-1.0.tar.gz", 1, Facts.BY_TOKEN, Facts.metadata());
        topics.deliver(reached(file, Facts.unattested()));
        topics.deliver(judged(file, verified()));
        given().get(provenance(file)).then().body("attestation_bundles.publisher.repository", contains("rebuilders/verify"));
        assertThat(given().accept("application/vnd.pypi.simple.v1+json").get("/simple/late-c/").body().asString())
                .contains("/late_c-1.0.tar.gz/provenance\"");
    }

    @Test
    void areKeptOnceWhenTheyAreSentTwice() {
        StagedFile file = Facts.file("late_d-1.0.tar.gz");
        topics.deliver(reached(file, Facts.verified()));
        topics.deliver(judged(file, verified()));
        String once = given().get(provenance(file)).body().asString();
        int deadLetters = topics.deadLetters().size();
        topics.deliver(judged(file, verified()));
        assertThat(topics.deadLetters()).hasSize(deadLetters);
        assertThat(given().get(provenance(file)).body().asString()).isEqualTo(once);
    }

    @Test
    void areToldAgainUnderTheSameIdWhenTheirVerdictComesAgain() {
        StagedFile file = Facts.file("late_g-1.0.tar.gz", 1, Facts.BY_TOKEN, Facts.metadata());
        topics.deliver(reached(file, Facts.unattested()));
        SubmissionJudged judged = judged(file, verified());
        UUID id = topics.deliver(judged);
        var first = topics.told("late-g", 2).getLast();
        topics.deliver(id, judged);
        assertThat(topics.told("late-g", 3).getLast()).isEqualTo(first);
    }

    @Test
    void areRememberedWithTheirCodeWhenTheyAreRefused() {
        StagedFile file = Facts.file("late_e-1.0.tar.gz");
        topics.deliver(reached(file, Facts.verified()));
        String before = given().get(provenance(file)).body().asString();
        topics.deliver(judged(file, Facts.rejected()));
        given().get("/history/late-e").then()
                .body("entries[0].kind", equalTo("attestations-refused"))
                .body("entries[0].code", equalTo("subject-digest-mismatch"));
        assertThat(given().get(provenance(file)).body().asString()).isEqualTo(before);
    }

    @Test
    void waitForTheirFile() {
        StagedFile file = Facts.file("late_f-1.0.tar.gz");
        topics.deliver(judged(file, verified()));
        topics.deliver(reached(file, Facts.verified()));
        given().get(provenance(file)).then()
                .body("attestation_bundles.publisher.repository", contains("octo-org/sample", "rebuilders/verify"));
    }

    private static Verdict verified() {
        return new Verdict.Verified(List.of(Facts.attestation(PREDICATE_TYPE, ATTESTATION)));
    }

    private static SubmissionJudged judged(StagedFile file, Verdict verdict) {
        return new SubmissionJudged(
                UUID.randomUUID(), file.uploadId(), file.project(), file.version(), file.filename(), REBUILDER,
                Instant.parse("2026-03-06T00:00:00Z"), verdict, "attestation-verifier 0.1.0", "1", null);
    }

    private static String provenance(StagedFile file) {
        return "/integrity/" + file.project() + "/" + file.version() + "/" + file.filename() + "/provenance";
    }
}
