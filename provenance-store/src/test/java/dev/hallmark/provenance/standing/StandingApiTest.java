package dev.hallmark.provenance.standing;

import static dev.hallmark.provenance.testing.Facts.reached;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.hallmark.contract.ProjectPolicy;
import dev.hallmark.contract.ProjectPolicy.Reaction;
import dev.hallmark.contract.event.Event;
import dev.hallmark.contract.event.FileDeleted;
import dev.hallmark.contract.event.FileHeld;
import dev.hallmark.contract.event.FilePublished;
import dev.hallmark.contract.event.FileRejected;
import dev.hallmark.contract.event.HoldDecided;
import dev.hallmark.contract.event.ProvenanceChanged;
import dev.hallmark.contract.event.Received;
import dev.hallmark.contract.event.ReleaseYanked;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.contract.event.VerifiedAttestation;
import dev.hallmark.provenance.testing.BlobStore;
import dev.hallmark.provenance.testing.Facts;
import dev.hallmark.provenance.testing.IndexResource;
import dev.hallmark.provenance.testing.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(IndexResource.class)
class StandingApiTest {

    private static final ProjectPolicy HOLDING = policy(Reaction.HOLD);

    @Inject
    Topics topics;

    @Inject
    BlobStore blobs;

    @Test
    void marksAProjectWhoseLatestReleaseIsAttestedInFull() {
        topics.deliver(reached(Facts.file("standing_a-1.0.tar.gz"), Facts.verified()));
        standing("standing-a").body("latestFullyAttested", equalTo(true))
                .body("releases[0].publish.coverage", equalTo("full"))
                .body("releases[0].build.coverage", equalTo("none"))
                .body("releases[0].publish.by[0].owner", equalTo("octo-org"));
    }

    @Test
    void takesTheMarkAwayWithOneFileWithoutAttestation() {
        topics.deliver(reached(Facts.file("standing_b-1.0.tar.gz"), Facts.verified()));
        topics.deliver(reached(Facts.file("standing_b-1.0-py3-none-any.whl"), Facts.unattested()));
        standing("standing-b").body("latestFullyAttested", equalTo(false))
                .body("releases[0].publish.coverage", equalTo("partial"))
                .body("releases[0].publish.attested", equalTo(1));
    }

    @Test
    void marksByTheReleaseThatInstallersTake() {
        StagedFile yanked = Facts.later(Facts.file("standing_m-2.0.tar.gz"));
        topics.deliver(reached(Facts.file("standing_m-1.0.tar.gz"), Facts.verified()));
        topics.deliver(reached(yanked, Facts.unattested()));
        topics.deliver(new ReleaseYanked(yanked.project(), yanked.version(), null, Instant.EPOCH, "an owner"));
        standing("standing-m").body("latestFullyAttested", equalTo(true));
    }

    @Test
    void countsBuildProvenanceApart() {
        topics.deliver(reached(Facts.file("standing_c-1.0.tar.gz"), new Verdict.Verified(
                List.of(Facts.attestation(VerifiedAttestation.SLSA_PROVENANCE_V1, Facts.ATTESTATION_JSON)))));
        standing("standing-c").body("latestFullyAttested", equalTo(false))
                .body("releases[0].publish.coverage", equalTo("none"))
                .body("releases[0].build.coverage", equalTo("full"));
    }

    @Test
    void saysWhatWasLostAgainstTheReleaseBefore() {
        topics.deliver(reached(Facts.file("standing_d-1.0.tar.gz"), Facts.verified()));
        topics.deliver(reached(Facts.later(Facts.file("standing_d-2.0.tar.gz")), Facts.unattested()));
        standing("standing-d").body("releases[0].publish.against", equalTo("lost"))
                .body("releases[0].publish.before", equalTo("1.0"));
        assertThat(told(ProvenanceChanged.class, "standing-d")).singleElement().satisfies(told -> {
            assertThat(told.kind()).isEqualTo(ProvenanceChanged.Kind.LOST);
            assertThat(told.identitiesBefore()).containsExactly(Facts.PUBLISHER);
            assertThat(told.filename()).isEqualTo("standing_d-2.0.tar.gz");
        });
    }

    @Test
    void forgetsADeletedFile() {
        StagedFile file = Facts.file("standing_e-1.0.tar.gz");
        topics.deliver(reached(file, Facts.verified()));
        topics.deliver(new FileDeleted(
                file.project(), file.version(), file.uploadId(), file.filename(), Instant.EPOCH, "an owner"));
        standing("standing-e").body("releases.size()", equalTo(0)).body("latestFullyAttested", equalTo(false));
    }

    @Test
    void sendsA304ToWhoKnowsIt() {
        topics.deliver(reached(Facts.file("standing_f-1.0.tar.gz"), Facts.verified()));
        String etag = given().get("/provenance/standing-f").header("ETag");
        assertThat(given().header("If-None-Match", etag).get("/provenance/standing-f").statusCode()).isEqualTo(304);
    }

    @Test
    void knowsNoProjectThatNobodyCreated() {
        assertThat(given().get("/provenance/standing-nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void holdsAFileThatLosesProvenanceWhereThePolicySaysSo() {
        topics.deliver(reached(Facts.file("standing_g-1.0.tar.gz"), Facts.verified()));
        StagedFile file = Facts.later(Facts.under(HOLDING, Facts.file("standing_g-2.0.tar.gz")));
        blobs.keep(file.filename());
        topics.deliver(reached(file, Facts.unattested()));
        assertThat(simple("standing-g")).doesNotContain("standing_g-2.0.tar.gz");
        assertThat(given().get(path(file)).statusCode()).isEqualTo(404);
        assertThat(given().get("/project/standing-g/2.0/").statusCode()).isEqualTo(404);
        assertThat(told(FileHeld.class, "standing-g")).singleElement()
                .satisfies(told -> assertThat(told.code()).isEqualTo("provenance-lost"));
        given().get("/history/standing-g").then()
                .body("entries[0].kind", equalTo("file-held"))
                .body("entries[0].code", equalTo("provenance-lost"));
    }

    @Test
    void publishesWhatAnOwnerApproves() {
        StagedFile file = held("standing_h");
        topics.deliver(new HoldDecided(file.project(), file.uploadId(), true, Instant.EPOCH, "another owner"));
        assertThat(simple("standing-h")).contains("standing_h-2.0.tar.gz");
        assertThat(told(FilePublished.class, "standing-h")).extracting(FilePublished::uploadId).contains(file.uploadId());
        assertThat(told(ProvenanceChanged.class, "standing-h")).hasSize(1);
    }

    @Test
    void refusesWhatAnOwnerRefuses() {
        StagedFile file = held("standing_i");
        topics.deliver(new HoldDecided(file.project(), file.uploadId(), false, Instant.EPOCH, "another owner"));
        assertThat(simple("standing-i")).doesNotContain("standing_i-2.0.tar.gz");
        assertThat(told(FileRejected.class, "standing-i")).singleElement()
                .satisfies(told -> assertThat(told.code()).isEqualTo("hold-refused"));
    }

    @Test
    void tellsOfAHoldAgainWhenItsVerdictComesAgain() {
        StagedFile file = held("standing_j");
        told(FileHeld.class, "standing-j");
        topics.deliver(reached(file, Facts.unattested()));
        assertThat(told(FileHeld.class, "standing-j", 2)).hasSize(2);
    }

    @Test
    void tellsOfAPublicationAgainWhenItsApprovalComesAgain() {
        StagedFile file = held("standing_y");
        HoldDecided approval = new HoldDecided(file.project(), file.uploadId(), true, Instant.EPOCH, "another owner");
        UUID id = topics.deliver(approval);
        int before = told(FilePublished.class, "standing-y", 2).size();
        topics.deliver(id, approval);
        assertThat(told(FilePublished.class, "standing-y", before + 1))
                .filteredOn(told -> told.uploadId().equals(file.uploadId()))
                .hasSize(2);
    }

    @Test
    void tellsOfARefusalAgainWhenItsDecisionComesAgain() {
        StagedFile file = held("standing_z");
        HoldDecided refusal = new HoldDecided(file.project(), file.uploadId(), false, Instant.EPOCH, "another owner");
        UUID id = topics.deliver(refusal);
        told(FileRejected.class, "standing-z");
        topics.deliver(id, refusal);
        assertThat(told(FileRejected.class, "standing-z", 2)).extracting(FileRejected::code).containsOnly("hold-refused");
    }

    @Test
    void keepsTheNameOfAHeldFile() {
        StagedFile file = held("standing_k");
        topics.deliver(reached(Facts.withDigest(file, Facts.digest("other")), Facts.verified()));
        assertThat(told(FileRejected.class, "standing-k")).singleElement()
                .satisfies(told -> assertThat(told.code()).isEqualTo("file-name-taken"));
    }

    @Test
    void warnsWhereThePolicySaysSo() {
        topics.deliver(reached(Facts.file("standing_l-1.0.tar.gz"), Facts.verified()));
        topics.deliver(reached(
                Facts.later(Facts.under(policy(Reaction.WARN), Facts.file("standing_l-2.0.tar.gz"))), Facts.unattested()));
        assertThat(simple("standing-l")).contains("standing_l-2.0.tar.gz");
        assertThat(given().get("/history/standing-l").jsonPath().getList("entries.findAll { it.kind == 'provenance-changed' }.warned"))
                .isEqualTo(List.of(true));
    }

    private StagedFile held(String name) {
        topics.deliver(reached(Facts.file(name + "-1.0.tar.gz"), Facts.verified()));
        StagedFile file = Facts.later(Facts.under(HOLDING, Facts.file(name + "-2.0.tar.gz")));
        topics.deliver(reached(file, Facts.unattested()));
        return file;
    }

    private static ProjectPolicy policy(Reaction reaction) {
        return new ProjectPolicy(1, false, null, List.of(), List.of(), reaction, reaction, false, null, List.of());
    }

    private <E extends Event> List<E> told(Class<E> type, String project) {
        return told(type, project, 1);
    }

    private <E extends Event> List<E> told(Class<E> type, String project, int count) {
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20); System.nanoTime() < end; Thread.onSpinWait()) {
            List<E> told = topics.told(project, 1).stream()
                    .map(Received.Accepted::event)
                    .filter(type::isInstance)
                    .map(type::cast)
                    .toList();
            if (told.size() >= count) {
                return told;
            }
        }
        throw new AssertionError("expected " + count + " of " + type.getSimpleName() + " about " + project);
    }

    private static ValidatableResponse standing(String project) {
        return given().get("/provenance/{project}", project).then().statusCode(200);
    }

    private static String path(StagedFile file) {
        String hex = file.sha256().hex();
        return "/files/" + hex.substring(0, 2) + "/" + hex.substring(2, 4) + "/" + hex + "/" + file.filename();
    }

    private static String simple(String project) {
        return given().accept("application/vnd.pypi.simple.v1+json").get("/simple/{project}/", project).body().asString();
    }
}
