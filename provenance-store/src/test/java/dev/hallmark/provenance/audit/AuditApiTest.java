package dev.hallmark.provenance.audit;

import static dev.hallmark.provenance.testing.Facts.reached;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.hallmark.contract.RejectionCode;
import dev.hallmark.contract.event.Event;
import dev.hallmark.contract.event.FileQuarantined;
import dev.hallmark.contract.event.FileRejected;
import dev.hallmark.contract.event.FileUnquarantined;
import dev.hallmark.contract.event.Received;
import dev.hallmark.contract.event.ReviewConcluded;
import dev.hallmark.contract.event.ReviewRequested;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.contract.event.VerdictChanged;
import dev.hallmark.contract.event.VerifiedAttestation;
import dev.hallmark.provenance.testing.BlobStore;
import dev.hallmark.provenance.testing.Facts;
import dev.hallmark.provenance.testing.IndexResource;
import dev.hallmark.provenance.testing.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(IndexResource.class)
class AuditApiTest {

    private static final Instant SIGNED = Instant.parse("2026-03-04T05:06:00Z");

    @Inject
    Topics topics;

    @Inject
    BlobStore blobs;

    @Inject
    DataSource database;

    @ParameterizedTest
    @CsvSource({
        "GET,/audit/files", "GET,/audit/reviews", "POST,/audit/reviews", "GET,/audit/quarantines", "POST,/audit/quarantines",
        "GET,/audit/compromises", "POST,/audit/compromises", "DELETE,/audit/quarantines/00000000-0000-4000-8000-00000000000a",
        "GET,/audit/compromises/00000000-0000-4000-8000-00000000000a"
    })
    void letsNobodyInWithoutTheAdministratorsToken(String method, String path) {
        assertThat(given().contentType("application/json").body("{}").request(method, path).statusCode()).isEqualTo(401);
        assertThat(given().contentType("application/json").body("{}").auth().oauth2("a-wrong-token-of-some-length")
                        .request(method, path).statusCode())
                .isEqualTo(401);
    }

    @Test
    void findsWhatAWorkflowBuiltBetweenTwoTimes() {
        publish("audit_a-1.0.tar.gz", "audit-a", SIGNED);
        publish("audit_a-1.1.tar.gz", "audit-a", SIGNED.plusSeconds(60));
        publish("audit_a-1.2.tar.gz", "audit-a", SIGNED.plusSeconds(120));
        search(Map.of("workflow", workflow("audit-a"), "from", SIGNED.toString(), "to", SIGNED.plusSeconds(120).toString()))
                .body("files.filename", contains("audit_a-1.0.tar.gz", "audit_a-1.1.tar.gz"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"commit", "repository", "signer"})
    void findsByAnyOtherIdentity(String parameter) {
        publish("audit_b_" + parameter + "-1.0.tar.gz", "audit-b-" + parameter, SIGNED);
        publish("audit_b_" + parameter + "_other-1.0.tar.gz", "audit-b-" + parameter + "-other", SIGNED);
        Map<String, String> values = Map.of(
                "commit", commit("audit-b-" + parameter),
                "repository", "https://github.com/audit-b-" + parameter + "/r",
                "signer", workflow("audit-b-" + parameter) + "@refs/tags/v1");
        search(Map.of(parameter, values.get(parameter)))
                .body("files.filename", contains("audit_b_" + parameter + "-1.0.tar.gz"));
    }

    @Test
    void turnsThePages() {
        for (int i = 0; i < 101; i++) {
            publish("audit_c-1." + i + ".tar.gz", "audit-c", SIGNED.plusSeconds(i));
        }
        String next = search(Map.of("workflow", workflow("audit-c"))).body("files.size()", equalTo(100)).extract().path("next");
        search(Map.of("workflow", workflow("audit-c"), "after", next)).body("files.filename", contains("audit_c-1.100.tar.gz"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"workfow=x", "workflow=a@b", "from=yesterday", "from=2026-03-04T00:00:00Z&to=2026-03-03T00:00:00Z", "after=x"})
    void refusesASearchThatCannotBeMeant(String query) {
        assertThat(administrator().get("/audit/files?" + query).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{}", "{\"criteria\": {\"workfow\": \"x\"}, \"reason\": \"r\"}", "{\"criteria\": {}, \"reason\": \"r\"}",
        "{\"criteria\": {\"workflow\": \"x\"}}", "{\"criteria\": {\"workflow\": \"x\"}, \"uploadIds\": [], \"reason\": \"r\"}", "null", "["
    })
    void refusesAnOrderThatCannotBeMeant(String body) {
        assertThat(administrator().body(body).post("/audit/quarantines").statusCode()).isEqualTo(400);
    }

    @Test
    void quarantinesWhatASearchFound() {
        StagedFile bad = publish("audit_d-1.0.tar.gz", "audit-d", SIGNED);
        publish("audit_d-1.1.tar.gz", "audit-d", SIGNED.plusSeconds(60));
        String order = order("quarantines", Map.of("workflow", workflow("audit-d"), "to", SIGNED.plusSeconds(1).toString()));
        awaitDone(order);
        assertThat(simple("audit-d")).doesNotContain("audit_d-1.0.tar.gz").contains("audit_d-1.1.tar.gz");
        assertThat(given().get(path(bad)).statusCode()).isEqualTo(403);
        assertThat(told(FileQuarantined.class, "audit-d")).singleElement()
                .satisfies(told -> assertThat(told.reason()).isEqualTo("stolen credentials"));
        given().get("/history/audit-d").then().body("entries[0].kind", equalTo("file-quarantined"));
    }

    @Test
    void liftsAQuarantine() {
        StagedFile file = publish("audit_e-1.0.tar.gz", "audit-e", SIGNED);
        String order = order("quarantines", Map.of("workflow", workflow("audit-e")));
        awaitDone(order);
        administrator().delete(order).then().statusCode(202);
        awaitDone(order);
        assertThat(simple("audit-e")).contains("audit_e-1.0.tar.gz");
        assertThat(given().get(path(file)).statusCode()).isEqualTo(200);
        assertThat(told(FileUnquarantined.class, "audit-e")).hasSize(1);
    }

    @Test
    void keepsAFileHiddenThatAnotherQuarantineHolds() {
        publish("audit_f-1.0.tar.gz", "audit-f", SIGNED);
        String first = order("quarantines", Map.of("workflow", workflow("audit-f")));
        String second = order("quarantines", Map.of("commit", commit("audit-f")));
        awaitDone(first);
        awaitDone(second);
        administrator().delete(first);
        awaitDone(first);
        assertThat(simple("audit-f")).doesNotContain("audit_f-1.0.tar.gz");
        administrator().delete(second);
        awaitDone(second);
        assertThat(simple("audit-f")).contains("audit_f-1.0.tar.gz");
    }

    @Test
    void quarantinesAFileWithoutAttestations() {
        StagedFile file = Facts.file("audit_g-1.0.tar.gz", 1, Facts.BY_TOKEN, Facts.metadata());
        topics.deliver(reached(file, Facts.unattested()));
        String order = administrator()
                .body("{\"uploadIds\": [\"" + file.uploadId() + "\"], \"reason\": \"malware\"}")
                .post("/audit/quarantines")
                .header("Location");
        awaitDone(order);
        assertThat(simple("audit-g")).doesNotContain("audit_g-1.0.tar.gz");
    }

    @Test
    void refusesWhatADeclaredIdentitySignedWhateverTheTimeItComes() {
        publish("audit_h-1.0.tar.gz", "audit-h", SIGNED);
        order("compromises", Map.of(
                "workflow", workflow("audit-h"),
                "from", SIGNED.minusSeconds(60).toString(),
                "to", SIGNED.plusSeconds(60).toString()));
        publish("audit_h-1.1.tar.gz", "audit-h", SIGNED.plusSeconds(59));
        publish("audit_h-1.2.tar.gz", "audit-h", SIGNED.plusSeconds(60));
        await(() -> !simple("audit-h").contains("audit_h-1.0.tar.gz"));
        assertThat(simple("audit-h")).contains("audit_h-1.2.tar.gz").doesNotContain("audit_h-1.1.tar.gz");
        assertThat(told(FileRejected.class, "audit-h")).singleElement()
                .satisfies(told -> assertThat(told.code()).isEqualTo("identity-compromised"));
    }

    @Test
    void showsADeclarationWhereItsLocationSaysAlsoWhenItIsWithdrawn() {
        String declaration = order("compromises", Map.of(
                "workflow", workflow("audit-m"),
                "from", SIGNED.minusSeconds(60).toString(),
                "to", SIGNED.plusSeconds(60).toString()));
        administrator().get(declaration).then()
                .statusCode(200)
                .body("id", equalTo(idOf(declaration)))
                .body("liftedAt", equalTo(null));
        administrator().delete(declaration + "?by=release-team").then().statusCode(200);
        administrator().get(declaration).then().statusCode(200).body("liftedBy", equalTo("release-team"));
    }

    @Test
    void knowsNoDeclarationThatNobodyMade() {
        assertThat(administrator().get("/audit/compromises/00000000-0000-4000-8000-00000000000a").statusCode())
                .isEqualTo(404);
    }

    @Test
    void asksForAReviewAndServesNoLongerWhatHasFallen() {
        StagedFile file = publish("audit_i-1.0.tar.gz", "audit-i", SIGNED);
        String review = order("reviews", Map.of("workflow", workflow("audit-i")));
        ReviewRequested requested = told(ReviewRequested.class, "audit-i").getFirst();
        assertThat(requested.attestations()).isEqualTo("[" + Facts.ATTESTATION_JSON + "]");
        topics.deliver(concluded(requested, new Verdict.Rejected(RejectionCode.LOG_UNKNOWN, "a log", "another")));
        assertThat(given().get(provenance(file)).statusCode()).isEqualTo(404);
        assertThat(simple("audit-i")).contains("\"provenance\":null");
        administrator().get(review).then().body("items.fallen", equalTo(1));
        assertThat(told(VerdictChanged.class, "audit-i")).singleElement()
                .satisfies(told -> assertThat(told.code()).isEqualTo(RejectionCode.LOG_UNKNOWN));
        search(Map.of("workflow", workflow("audit-i"))).body("files.holds", contains(false));
    }

    @Test
    void servesAgainWhatALaterReviewFindsToHold() {
        StagedFile file = publish("audit_j-1.0.tar.gz", "audit-j", SIGNED);
        String before = given().get(provenance(file)).body().asString();
        order("reviews", Map.of("workflow", workflow("audit-j")));
        ReviewRequested requested = told(ReviewRequested.class, "audit-j").getFirst();
        topics.deliver(concluded(requested, new Verdict.Rejected(RejectionCode.LOG_UNKNOWN, "a log", "another")));
        topics.deliver(concluded(requested, Facts.verified()));
        assertThat(given().get(provenance(file)).body().asString()).isEqualTo(before);
    }

    @Test
    void asksAgainWhatNobodyAnswered() throws SQLException {
        publish("audit_k-1.0.tar.gz", "audit-k", SIGNED);
        String review = order("reviews", Map.of("workflow", workflow("audit-k")));
        told(ReviewRequested.class, "audit-k");
        execute("update review_item set asked_at = now() - interval '11 minutes' where review_id = '" + idOf(review) + "'");
        await(() -> told(ReviewRequested.class, "audit-k").size() > 1);
        assertThat(topics.told("audit-k", 1).stream()
                        .filter(told -> told.event() instanceof ReviewRequested)
                        .map(Received.Accepted::id)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void quarantinesAFileOnceAlthoughItIsTakenTwice() throws SQLException {
        publish("audit_l-1.0.tar.gz", "audit-l", SIGNED);
        String order = order("quarantines", Map.of("workflow", workflow("audit-l")));
        awaitDone(order);
        String history = given().get("/history/audit-l").body().asString();
        execute("update quarantine_item set done = false where quarantine_id = '" + idOf(order) + "'");
        awaitDone(order);
        assertThat(given().get("/history/audit-l").body().asString()).isEqualTo(history);
        assertThat(told(FileQuarantined.class, "audit-l")).hasSize(1);
    }

    @Test
    void asksAboutEverythingOnlyWhenItIsSaidSo() {
        assertThat(administrator().body("{\"reason\": \"a new trust root\"}").post("/audit/reviews").statusCode()).isEqualTo(400);
    }

    private static ReviewConcluded concluded(ReviewRequested requested, Verdict verdict) {
        return new ReviewConcluded(
                requested.reviewId(), requested.file().uploadId(), requested.project(), requested.identity(), verdict,
                "attestation-verifier 0.2.0", "2", null);
    }

    private StagedFile publish(String filename, String owner, Instant signedAt) {
        StagedFile file = Facts.file(filename);
        VerifiedAttestation attestation = Facts.attestation(VerifiedAttestation.PUBLISH_V1, Facts.ATTESTATION_JSON);
        VerifiedAttestation.CertificateFacts facts = attestation.certificate();
        blobs.keep(filename);
        topics.deliver(reached(file, new Verdict.Verified(List.of(new VerifiedAttestation(
                attestation.json(), attestation.predicateType(),
                new VerifiedAttestation.CertificateFacts(
                        facts.sha256(), facts.serialNumber(), workflow(owner) + "@refs/tags/v1", facts.issuer(),
                        "https://github.com/" + owner + "/r", commit(owner), "refs/tags/v1",
                        workflow(owner) + "@refs/tags/v1", null, null, null, null, null),
                attestation.logEntry(), signedAt, attestation.trustRoot())))));
        return file;
    }

    private static String workflow(String owner) {
        return "https://github.com/" + owner + "/r/.github/workflows/release.yml";
    }

    private static String commit(String owner) {
        return Facts.digest(owner).hex().substring(0, 40);
    }

    private static ValidatableResponse search(Map<String, ?> parameters) {
        return administrator().queryParams(parameters).get("/audit/files").then().statusCode(200);
    }

    private static String order(String kind, Map<String, String> criteria) {
        return administrator().body(Map.of("criteria", criteria, "reason", "stolen credentials"))
                .post("/audit/" + kind).then().statusCode(202).extract().header("Location");
    }

    private static String idOf(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static void awaitDone(String quarantine) {
        await(() -> {
            var order = administrator().get(quarantine).jsonPath();
            return order.getLong("files") > 0 && order.getLong("files") == order.getLong("done");
        });
    }

    private <E extends Event> List<E> told(Class<E> type, String project) {
        await(() -> topics.told(project, 1).stream().anyMatch(told -> type.isInstance(told.event())));
        return topics.told(project, 1).stream().map(Received.Accepted::event).filter(type::isInstance).map(type::cast).toList();
    }

    private static void await(BooleanSupplier condition) {
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20); System.nanoTime() < end; Thread.onSpinWait()) {
            if (condition.getAsBoolean()) {
                return;
            }
        }
        throw new AssertionError("it did not happen in time");
    }

    private static RequestSpecification administrator() {
        return given().contentType("application/json").auth().oauth2(IndexResource.ADMIN_TOKEN);
    }

    private static String provenance(StagedFile file) {
        return "/integrity/" + file.project() + "/" + file.version() + "/" + file.filename() + "/provenance";
    }

    private static String path(StagedFile file) {
        String hex = file.sha256().hex();
        return "/files/" + hex.substring(0, 2) + "/" + hex.substring(2, 4) + "/" + hex + "/" + file.filename();
    }

    private static String simple(String project) {
        return given().accept("application/vnd.pypi.simple.v1+json").get("/simple/{project}/", project).body().asString();
    }
}
