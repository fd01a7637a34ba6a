package dev.hallmark.provenance.ingest;

import static dev.hallmark.provenance.testing.Facts.reached;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.hallmark.contract.event.EventCodec;
import dev.hallmark.contract.event.EventRecord;
import dev.hallmark.contract.event.FilePublished;
import dev.hallmark.contract.event.FileRejected;
import dev.hallmark.contract.event.ProjectCreated;
import dev.hallmark.contract.event.PublisherAdded;
import dev.hallmark.contract.event.PublisherRemoved;
import dev.hallmark.contract.event.Received;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.contract.event.VerifiedAttestation;
import dev.hallmark.provenance.testing.Facts;
import dev.hallmark.provenance.testing.IndexResource;
import dev.hallmark.provenance.testing.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(IndexResource.class)
class IngestTest {

    private static final Instant TIME = Instant.parse("2026-03-04T00:00:00Z");

    @Inject
    Topics topics;

    @Inject
    DataSource database;

    @Test
    void tellsOfAPublishedFile() {
        StagedFile file = Facts.file("ingest_a-1.0.tar.gz");
        topics.deliver(reached(file, Facts.verified()));
        FilePublished told = topics.told("ingest-a", 2).stream()
                .map(Received.Accepted::event)
                .filter(FilePublished.class::isInstance)
                .map(FilePublished.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(told.uploadId()).isEqualTo(file.uploadId());
        assertThat(told.sha256()).isEqualTo(file.sha256());
        assertThat(told.attested()).isTrue();
    }

    @Test
    void tellsAgainUnderTheSameIdWhenAVerdictComesAgain() {
        StagedFile file = Facts.file("ingest_b-1.0.tar.gz");
        UUID id = topics.deliver(reached(file, Facts.unattested()));
        Received.Accepted first = topics.told("ingest-b", 1).getFirst();
        topics.deliver(id, reached(file, Facts.unattested()));
        assertThat(topics.told("ingest-b", 2)).containsOnly(first).hasSize(2);
    }

    @Test
    void makesNoSecondEffectWhenAVerdictComesAgain() {
        StagedFile file = Facts.file("ingest_c-1.0.tar.gz");
        UUID id = topics.deliver(reached(file, Facts.verified()));
        String page = simple("ingest-c");
        String history = history("ingest-c");
        topics.deliver(id, reached(file, Facts.verified()));
        topics.deliver(reached(file, Facts.verified()));
        assertThat(simple("ingest-c")).isEqualTo(page);
        assertThat(history("ingest-c")).isEqualTo(history);
    }

    @Test
    void tellsOfARefusedFile() {
        StagedFile file = Facts.file("ingest_d-1.0.tar.gz");
        topics.deliver(reached(file, Facts.rejected()));
        assertThat(topics.told("ingest-d", 1)).singleElement()
                .satisfies(told -> assertThat(told.event()).isInstanceOfSatisfying(FileRejected.class, rejected -> {
                    assertThat(rejected.uploadId()).isEqualTo(file.uploadId());
                    assertThat(rejected.code()).isEqualTo("subject-digest-mismatch");
                }));
    }

    @Test
    void tellsOfAFileWhoseNameIsTaken() {
        StagedFile file = Facts.file("ingest_t-1.0.tar.gz", 1, Facts.BY_PUBLISHER, Facts.metadata());
        topics.deliver(reached(file, Facts.unattested()));
        topics.deliver(reached(Facts.withDigest(file, Facts.digest("other")), Facts.unattested()));
        assertThat(topics.told("ingest-t", 2).getLast().event()).isInstanceOfSatisfying(FileRejected.class, rejected ->
                assertThat(rejected.code()).isEqualTo("file-name-taken"));
    }

    @Test
    void publishesAFileWhoseFirstUploadWasRefused() {
        StagedFile refused = Facts.file("ingest_e-1.0.tar.gz");
        topics.deliver(reached(refused, Facts.rejected()));
        topics.deliver(reached(Facts.withDigest(refused, Facts.digest("repaired")), Facts.verified()));
        assertThat(simple("ingest-e")).contains(Facts.digest("repaired").hex()).doesNotContain(refused.sha256().hex());
    }

    @Test
    void neverChangesTheDigestOfAPublishedName() {
        StagedFile file = Facts.file("ingest_f-1.0.tar.gz");
        topics.deliver(reached(file, Facts.unattested()));
        String page = simple("ingest-f");
        topics.deliver(reached(Facts.withDigest(file, Facts.digest("other")), Facts.verified()));
        assertThat(simple("ingest-f")).isEqualTo(page);
        assertThat(history("ingest-f")).contains("\"code\":\"file-name-taken\"");
    }

    @Test
    void announcesTheSameBytesOfAnotherUploadWithoutASecondFile() {
        StagedFile file = Facts.file("ingest_g-1.0.tar.gz");
        topics.deliver(reached(file, Facts.unattested()));
        String page = simple("ingest-g");
        StagedFile again = Facts.withDigest(file, file.sha256());
        topics.deliver(reached(again, Facts.unattested()));
        assertThat(simple("ingest-g")).isEqualTo(page);
        assertThat(topics.told("ingest-g", 2)).extracting(told -> ((FilePublished) told.event()).uploadId())
                .containsExactlyInAnyOrder(file.uploadId(), again.uploadId());
    }

    @Test
    void remembersWhatHappenedWithPublishersByValue() {
        var project = Facts.name("ingest-h");
        topics.deliver(new ProjectCreated(project, "Ingest_H", TIME, "an administrator"));
        topics.deliver(new PublisherAdded(project, Facts.PUBLISHER_ID, Facts.PUBLISHER, TIME, "an administrator"));
        topics.deliver(reached(Facts.file("ingest_h-1.0.tar.gz"), Facts.verified()));
        topics.deliver(reached(Facts.file("ingest_h-2.0.tar.gz"), Facts.rejected()));
        topics.deliver(new PublisherRemoved(project, Facts.PUBLISHER_ID, Facts.PUBLISHER, TIME, "an administrator"));
        given().get("/history/Ingest.H").then()
                .statusCode(200)
                .body("project", equalTo("ingest-h"))
                .body("entries.kind", equalTo(List.of(
                        "publisher-removed", "file-refused", "urls-decided", "file-published", "publisher-added",
                        "project-created")))
                .body("entries[0].publisher.repository", equalTo("sample"))
                .body("entries[1].code", equalTo("subject-digest-mismatch"))
                .body("entries[2].decision.by.publisher.owner", equalTo("octo-org"))
                .body("entries[3].uploadedBy.publisher.workflow", equalTo("release.yml"))
                .body("entries[3].uploadedBy.claims.sha", equalTo("f00d"))
                .body(not(containsString("actor")));
    }

    @Test
    void keepsATokensNameToItself() {
        topics.deliver(reached(
                Facts.file("ingest_i-1.0.tar.gz", 1, Facts.BY_TOKEN, Facts.metadata()), Facts.unattested()));
        assertThat(history("ingest-i")).contains("\"with\":\"api-token\"").doesNotContain("laptop");
    }

    @Test
    void keepsFactsThatComeBeforeTheProject() {
        var project = Facts.name("ingest-j");
        topics.deliver(new PublisherAdded(project, Facts.PUBLISHER_ID, Facts.PUBLISHER, TIME, "an administrator"));
        topics.deliver(reached(Facts.file("ingest_j-1.0.tar.gz"), Facts.unattested()));
        topics.deliver(new ProjectCreated(project, "Ingest_J", TIME, "an administrator"));
        assertThat(given().accept("text/html").get("/simple/").body().asString())
                .contains("<a href=\"ingest-j/\">Ingest_J</a>");
        assertThat(simple("ingest-j")).contains("ingest_j-1.0.tar.gz");
    }

    @Test
    void turnsThePagesOfTheHistory() {
        var project = Facts.name("ingest-k");
        topics.deliver(new ProjectCreated(project, "ingest-k", TIME, "an administrator"));
        for (int i = 0; i < 100; i++) {
            topics.deliver(new PublisherAdded(project, Facts.PUBLISHER_ID, Facts.PUBLISHER, TIME, "an administrator"));
        }
        String next = given().get("/history/ingest-k").path("next");
        given().get(next).then()
                .body("entries.kind", equalTo(List.of("project-created")))
                .body("$", not(org.hamcrest.Matchers.hasKey("next")));
    }

    @Test
    void putsAsideWhatIsNotWhereItClaimsToBe() {
        EventRecord record = record(Facts.file("ingest_l-1.0.tar.gz"));
        topics.deliver("projects", record.key(), record.headers(), record.json());
        assertThat(lastDeadLetterReason()).isEqualTo("expected an event of topic projects");
        assertThat(given().get("/simple/ingest-l/").statusCode()).isEqualTo(404);
    }

    @Test
    void putsAsideAnAlteredRecordAndGoesOn() {
        EventRecord record = record(Facts.file("ingest_m-1.0.tar.gz"));
        topics.deliver("verdicts", record.key(), record.headers(), record.json().replace("MIT", "GPL"));
        topics.deliver(reached(Facts.file("ingest_m-1.1.tar.gz"), Facts.unattested()));
        assertThat(simple("ingest-m")).contains("ingest_m-1.1.tar.gz").doesNotContain("ingest_m-1.0.tar.gz");
    }

    @Test
    void putsAsideAVerifiedFileOfAToken() {
        topics.deliver(reached(
                Facts.file("ingest_o-1.0.tar.gz", 1, Facts.BY_TOKEN, Facts.metadata()), Facts.verified()));
        assertThat(lastDeadLetterReason()).isEqualTo("expected attestations of a Trusted Publisher only");
    }

    @Test
    void putsAsideAnAttestationThatWouldEndTheProvenanceObject() {
        Verdict hostile = new Verdict.Verified(
                List.of(Facts.attestation(VerifiedAttestation.PUBLISH_V1, "{}]}],\"x\":[{\"y\":[{}")));
        topics.deliver(reached(Facts.file("ingest_p-1.0.tar.gz"), hostile));
        assertThat(lastDeadLetterReason()).isEqualTo("expected each attestation to be one JSON object");
    }

    /// PostgreSQL has no text with a NUL: the whole transaction, with the event's id, must leave nothing behind.
    @Test
    void leavesNothingBehindOfAnEventThatCannotBeRecorded() throws SQLException {
        StagedFile file = Facts.file("ingest_q-1.0.tar.gz", 1, Facts.BY_PUBLISHER, withRequiresPython("\u0000"));
        UUID id = topics.deliver(reached(file, Facts.verified()));
        assertThat(lastDeadLetterReason()).startsWith("expected an event that can be recorded");
        assertThat(count("journal where id = '" + id + "'")).isZero();
        assertThat(count("project where name = 'ingest-q'")).isZero();
        assertThat(count("attestation where upload_id = '" + file.uploadId() + "'")).isZero();
    }

    @Test
    void recordsTheEventWithItsEffect() throws SQLException {
        UUID id = topics.deliver(reached(Facts.file("ingest_r-1.0.tar.gz"), Facts.verified()));
        assertThat(count("journal where id = '" + id + "'")).isOne();
    }

    @Test
    void emptiesTheOutboxOnceItIsTold() throws SQLException {
        topics.deliver(reached(Facts.file("ingest_s-1.0.tar.gz"), Facts.verified()));
        topics.told("ingest-s", 1);
        for (int i = 0; i < 1_000 && count("announcement where event like '%ingest_s%'") > 0; i++) {
            Thread.onSpinWait();
        }
        assertThat(count("announcement where event like '%ingest_s%'")).isZero();
    }

    private static dev.hallmark.contract.event.CoreMetadata withRequiresPython(String requiresPython) {
        return new dev.hallmark.contract.event.CoreMetadata(
                "2.4", null, requiresPython, null, null, null, null, null, null, null, null, null,
                List.of(), List.of(), List.of(), List.of());
    }

    private static EventRecord record(StagedFile file) {
        return new EventCodec().write(UUID.randomUUID(), "test", TIME, reached(file, Facts.verified()));
    }

    private String lastDeadLetterReason() {
        var metadata = topics.deadLetters().getLast()
                .getMetadata(io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata.class)
                .orElseThrow();
        Map<String, String> headers = new HashMap<>();
        metadata.getHeaders().forEach(header ->
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers.get("dead-letter-reason");
    }

    private long count(String rows) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select count(*) from " + rows)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static String simple(String project) {
        return given().accept("application/vnd.pypi.simple.v1+json").get("/simple/{project}/", project).body().asString();
    }

    private static String history(String project) {
        return given().get("/history/{project}", project).body().asString();
    }
}
