package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.Sha256;
import dev.hallmark.development.sigstore.Attestation;
import dev.hallmark.development.sigstore.Statement;
import dev.hallmark.endtoend.Manage.Registration;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What becomes of a file after its verdict: refused by an owner, deleted, attested later, quarantined, reviewed. Each
/// crosses all three services.
@ExtendWith(SharedIndex.class)
class AfterPublicationTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Index index;

    AfterPublicationTest(Index index) {
        this.index = index;
    }

    @Test
    void neverShowsAHeldFileThatAnOwnerRefused() {
        CiJob job = project("refused-hold");
        policy("refused-hold", JSON.createObjectNode().put("onProvenanceLoss", "hold"));
        publishAttested(job, Wheel.of("refused-hold", "1.0", "attested"));
        Wheel unattested = Wheel.of("refused-hold", "1.1", "by a thief");
        URI status = URI.create(Upload.of(unattested)
                .withToken(job.uploadToken())
                .sendTo(index)
                .header("location")
                .orElseThrow());

        String upload = index.manage()
                .send("GET", "/manage/projects/refused-hold/holds", null)
                .json()
                .at("/holds/0/upload")
                .asText();
        index.manage().send(
                "PUT",
                "/manage/projects/refused-hold/holds/" + upload + "/decision",
                JSON.createObjectNode().put("approved", false));

        Waiting.until("a rejected upload at " + status, PATIENCE, () ->
                Http.get(index.url(status.getPath())).json().path("state").asText().equals("rejected"));
        assertThat(index.reader().showsNothingOf("refused-hold", "1.1", unattested.filename(), unattested.bytes())).isTrue();
    }

    @Test
    void refusesAnUnattestedFileWhereTheProjectRequiresAttestations() {
        CiJob job = project("strict");
        policy("strict", JSON.createObjectNode().put("attestationsRequiredFrom", "2026-01-01T00:00:00Z"));

        Answer answer = Upload.of(Wheel.of("strict", "1.0", "x")).withToken(job.uploadToken()).sendTo(index);

        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.text()).contains("attestations-required");
    }

    @Test
    void deletesAFileForGoodAndKeepsItsHistory() {
        CiJob job = project("deleted");
        Wheel wheel = Wheel.of("deleted", "1.0", "regretted");
        publishAttested(job, wheel);

        Answer deletion = index.manage().send(
                "DELETE", "/manage/projects/deleted/releases/1.0/files/" + wheel.filename(), null);

        assertThat(deletion.status()).as("%s", deletion).isEqualTo(204);
        Waiting.until("no deleted file", PATIENCE, () -> !index.reader().lists(wheel));
        assertThat(index.reader().provenance("deleted", "1.0", wheel.filename()).status()).isEqualTo(410);
        Answer again = Upload.of(wheel).withToken(job.uploadToken()).sendTo(index);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.text()).contains("previously used by a file that has since been deleted");
        assertThat(index.reader().history("deleted").text()).contains(wheel.filename(), "hallmark-tests/deleted");
    }

    @Test
    void takesFurtherAttestationsOfTheSamePublisher() {
        CiJob job = project("attested-later");
        Wheel wheel = Wheel.of("attested-later", "1.0", "first without");
        String token = job.uploadToken();
        assertThat(Upload.of(wheel).withToken(token).sendTo(index).status()).isEqualTo(200);
        Attestation attestation = job.attest(Statement.publish(wheel.filename(), Sha256.of(wheel.bytes())));

        Answer answer = Http.send(
                "POST",
                index.url("/attestations/attested-later/1.0/" + wheel.filename()),
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
                Attestation.arrayOf(List.of(attestation)).getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        assertThat(index.reader().provenance("attested-later", "1.0", wheel.filename()).text()).contains(attestation.json());
    }

    @Test
    void findsAndQuarantinesEveryFileOfAWorkflow() {
        CiJob job = project("compromised");
        Wheel wheel = Wheel.of("compromised", "1.0", "stolen key");
        publishAttested(job, wheel);
        JsonNode found = index.manage()
                .send("GET", "/audit/files?repository=https://github.com/hallmark-tests/compromised", null)
                .json();
        assertThat(found.path("files")).hasSize(1);
        ObjectNode order = JSON.createObjectNode().put("reason", "the workflow was taken over");
        order.putObject("criteria").put("repository", "https://github.com/hallmark-tests/compromised");

        Answer ordered = index.manage().send("POST", "/audit/quarantines", order);

        assertThat(ordered.status()).as("%s", ordered).isEqualTo(202);
        Waiting.until("no quarantined file", PATIENCE, () -> !index.reader().lists(wheel));
        String hex = wheel.sha256().hex();
        URI file = index.url(
                "/files/" + hex.substring(0, 2) + "/" + hex.substring(2, 4) + "/" + hex + "/" + wheel.filename());
        assertThat(Http.get(file).status()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void verifiesWhatIsPublishedAgain() {
        CiJob job = project("reviewed");
        Wheel wheel = Wheel.of("reviewed", "1.0", "as before");
        publishAttested(job, wheel);
        ObjectNode order = JSON.createObjectNode().put("reason", "the rules became stricter");
        order.putObject("criteria").put("repository", "https://github.com/hallmark-tests/reviewed");

        Answer ordered = index.manage().send("POST", "/audit/reviews", order);

        assertThat(ordered.status()).as("%s", ordered).isEqualTo(202);
        String review = "/audit/reviews/" + ordered.json().path("id").asText();
        Waiting.until("a review that found the attestation to hold", PATIENCE, () ->
                index.manage().send("GET", review, null).json().at("/items/holds").asInt() == 1);
        assertThat(index.reader().provenance("reviewed", "1.0", wheel.filename()).status()).isEqualTo(200);
    }

    @Test
    void revokesATokenThatSomebodyFound() {
        String token = index.manage().projectWithToken("leaked");

        Answer report = Http.send(
                "POST",
                index.url("/manage/leaked-tokens"),
                Map.of("Content-Type", "application/json"),
                JSON.createObjectNode().put("token", token).toString().getBytes(StandardCharsets.UTF_8));

        assertThat(report.status()).isEqualTo(204);
        assertThat(Upload.of(Wheel.of("leaked", "1.0", "x")).withToken(token).sendTo(index).status()).isEqualTo(403);
    }

    /// A project whose workflow publishes it.
    private CiJob project(String name) {
        index.manage().createProject(name);
        index.manage().addPublisher(name, Registration.local("hallmark-tests", name, "release.yml"));
        return CiJob.of(index, "hallmark-tests/" + name, "release.yml");
    }

    private void policy(String project, ObjectNode policy) {
        Answer answer = index.manage().send("PUT", "/manage/projects/" + project + "/policy", policy);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    private void publishAttested(CiJob job, Wheel wheel) {
        Answer answer = Upload.of(wheel)
                .withAttestations(Attestation.arrayOf(List.of(job.attest(wheel.filename(), wheel.bytes()))))
                .withToken(job.uploadToken())
                .sendTo(index);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }
}
