package dev.hallmark.provenance.ingest;

import static dev.hallmark.provenance.testing.Facts.reached;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.ProjectPolicy;
import dev.hallmark.contract.ProjectPolicy.Attester;
import dev.hallmark.contract.ProjectPolicy.Reaction;
import dev.hallmark.contract.ProjectStatus;
import dev.hallmark.contract.RejectionCode;
import dev.hallmark.contract.event.FileDeleted;
import dev.hallmark.contract.event.HoldDecided;
import dev.hallmark.contract.event.ProjectCreated;
import dev.hallmark.contract.event.ProjectStatusChanged;
import dev.hallmark.contract.event.PublisherAdded;
import dev.hallmark.contract.event.PublisherRemoved;
import dev.hallmark.contract.event.ReleaseYanked;
import dev.hallmark.contract.event.ReviewConcluded;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.SubmissionJudged;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.provenance.testing.Facts;
import dev.hallmark.provenance.testing.IndexResource;
import dev.hallmark.provenance.testing.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// All that is recorded follows from the journal: dropped and made again, it is the same to the byte.
@QuarkusTest
@QuarkusTestResource(IndexResource.class)
class RebuildTest {

    private static final Instant TIME = Instant.parse("2026-03-05T00:00:00Z");
    private static final ProjectPolicy HOLDING = new ProjectPolicy(
            1, false, null, List.of(), List.of(), Reaction.HOLD, Reaction.HOLD, false, null, List.of());

    @Inject
    Topics topics;

    @Inject
    DataSource database;

    @Test
    void makesTheSameBytesOfTheSameEvents() {
        tell("rebuild_a");
        Map<String, String> before = everythingOf("rebuild-a", "rebuild_a");
        rebuild();
        assertThat(everythingOf("rebuild-a", "rebuild_a")).isEqualTo(before);
    }

    @Test
    void mendsWhatWasTamperedWith() throws SQLException {
        tell("rebuild_b");
        Map<String, String> before = everythingOf("rebuild-b", "rebuild_b");
        execute("update attestation set json = '{\"forged\":true}' where upload_id in"
                + " (select upload_id from file where project = 'rebuild-b')");
        execute("delete from history_entry where project = 'rebuild-b'");
        rebuild();
        assertThat(everythingOf("rebuild-b", "rebuild_b")).isEqualTo(before);
    }

    @Test
    void tellsNobodyAgain() {
        tell("rebuild_c");
        int told = topics.told("rebuild-c", 8).size();
        rebuild();
        topics.deliver(new ProjectStatusChanged(
                Facts.name("rebuild-c"), ProjectStatus.DEPRECATED, null, TIME, "an administrator"));
        assertThat(topics.told("rebuild-c", told + 1)).hasSize(told + 1);
    }

    @Test
    void goesOnWhereItWas() {
        tell("rebuild_d");
        rebuild();
        topics.deliver(reached(Facts.later(Facts.file("rebuild_d-9.0.tar.gz")), Facts.verified()));
        assertThat(everythingOf("rebuild-d", "rebuild_d").get("json")).contains("rebuild_d-9.0.tar.gz");
    }

    /// One of everything: published, refused, held and decided, yanked, deleted, quarantined, attested later, reviewed.
    private void tell(String name) {
        StagedFile first = Facts.file(name + "-1.0.tar.gz");
        StagedFile deleted = Facts.file(name + "-1.1.tar.gz");
        StagedFile held = Facts.later(Facts.under(HOLDING, Facts.file(name + "-2.0.tar.gz")));
        StagedFile waiting = Facts.later(Facts.under(HOLDING, Facts.file(name + "-3.0.tar.gz")));
        StagedFile fallen = Facts.file(name + "-1.2.tar.gz");
        ProjectName project = first.project();
        topics.deliver(new PublisherAdded(project, Facts.PUBLISHER_ID, Facts.PUBLISHER, TIME, "an owner"));
        topics.deliver(new ProjectCreated(project, name.toUpperCase(java.util.Locale.ROOT), TIME, "an owner"));
        topics.deliver(new FileDeleted(
                project, deleted.version(), deleted.uploadId(), deleted.filename(), TIME, "an owner"));
        topics.deliver(reached(first, Facts.verified()));
        topics.deliver(reached(deleted, Facts.verified()));
        topics.deliver(reached(Facts.withDigest(first, Facts.digest("other")), Facts.unattested()));
        topics.deliver(reached(held, Facts.unattested()));
        topics.deliver(reached(waiting, Facts.unattested()));
        topics.deliver(new HoldDecided(project, held.uploadId(), true, TIME, "another owner"));
        topics.deliver(new ReleaseYanked(project, first.version(), "broken", TIME, "an owner"));
        topics.deliver(new SubmissionJudged(
                UUID.randomUUID(), first.uploadId(), project, first.version(), first.filename(),
                new Attester("auditor", Facts.PUBLISHER), TIME,
                new Verdict.Verified(List.of(Facts.attestation("https://audit.example/v1", "{\"audit\":1}"))),
                "attestation-verifier 0.1.0", "1", null));
        topics.deliver(reached(fallen, Facts.verified()));
        topics.deliver(new ReviewConcluded(
                UUID.randomUUID(), fallen.uploadId(), project, Facts.PUBLISHER,
                new Verdict.Rejected(RejectionCode.LOG_UNKNOWN, "a log", "another"), "attestation-verifier 0.2.0", "2", null));
        topics.deliver(new PublisherRemoved(project, Facts.PUBLISHER_ID, Facts.PUBLISHER, TIME, "an owner"));
        administrator()
                .body("{\"uploadIds\": [\"" + held.uploadId() + "\"], \"reason\": \"malware\"}")
                .post("/audit/quarantines");
        await(() -> given().get("/history/{project}", project.normalized()).body().asString().contains("file-quarantined"));
    }

    private static Map<String, String> everythingOf(String project, String name) {
        Map<String, String> everything = new LinkedHashMap<>();
        everything.put("json", given().accept("application/vnd.pypi.simple.v1+json").get("/simple/{p}/", project).body().asString());
        everything.put("html", given().accept("text/html").get("/simple/{p}/", project).body().asString());
        everything.put("history", given().get("/history/{p}", project).body().asString());
        everything.put("states", given().get("/provenance/{p}", project).body().asString());
        everything.put("feed", given().get("/feed/{p}", project).body().asString());
        everything.put("page", given().get("/project/{p}/", project).body().asString());
        everything.put("urls", given().get("/integrity/{p}/1.0/urls", project).body().asString());
        for (String version : List.of("1.0", "1.1", "1.2", "2.0", "3.0")) {
            everything.put("provenance " + version, given()
                    .get("/integrity/{p}/{v}/{f}/provenance", project, version, name + "-" + version + ".tar.gz")
                    .body()
                    .asString());
        }
        return everything;
    }

    private static void rebuild() {
        administrator().post("/rebuild").then().statusCode(202);
        await(() -> !administrator().get("/rebuild").jsonPath().getBoolean("running"));
        assertThat(administrator().get("/rebuild").jsonPath().getString("failure")).isNull();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30); System.nanoTime() < end; Thread.onSpinWait()) {
            if (condition.getAsBoolean()) {
                return;
            }
        }
        throw new AssertionError("it did not happen in time");
    }

    private static RequestSpecification administrator() {
        return given().contentType("application/json").auth().oauth2(IndexResource.ADMIN_TOKEN);
    }
}
