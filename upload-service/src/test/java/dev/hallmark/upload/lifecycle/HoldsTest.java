package dev.hallmark.upload.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.event.HoldDecided;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.upload.testing.Colleagues;
import dev.hallmark.upload.testing.Distributions;
import dev.hallmark.upload.testing.Distributions.Distribution;
import dev.hallmark.upload.testing.Form;
import dev.hallmark.upload.testing.Index;
import dev.hallmark.upload.testing.IndexUnderTest;
import dev.hallmark.upload.testing.PeopleIssuer;
import dev.hallmark.upload.testing.RawHttp;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(IndexUnderTest.class)
class HoldsTest {

    @Inject
    Colleagues colleagues;

    @Inject
    AgroalDataSource database;

    /// A held file of a project.
    private record Held(String project, Distribution distribution, StagedFile file, String location) {
        String decision() {
            return "/manage/projects/" + project + "/holds/" + file.uploadId() + "/decision";
        }
    }

    private Held heldOf(String project, String token) {
        Distribution distribution = Distributions.sdist(project, "1.0");
        RawHttp.Answer staged = Index.uploadAsync(token, Form.of(distribution));
        StagedFile file = colleagues.awaitStaged(distribution.filename()).file();
        colleagues.hold(file);
        Index.awaitState(staged.header("Location"), "held");
        return new Held(project, distribution, file, staged.header("Location"));
    }

    private Held heldOfAPublisher() {
        String project = Index.newProject();
        Index.newPublisher(project, project);
        return heldOf(project, Index.newUploadToken(project));
    }

    @Test
    void answersAnUploadThatIsHeldWithWhyAndWhereToFollow() {
        String project = Index.newProject();
        Distribution distribution = Distributions.sdist(project, "1.0");
        String token = Index.newToken(project);
        CompletableFuture<RawHttp.Answer> waiting =
                CompletableFuture.supplyAsync(() -> Index.upload(token, Form.of(distribution)));

        colleagues.hold(colleagues.awaitStaged(distribution.filename()).file());

        RawHttp.Answer answer = waiting.join();
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.reason()).startsWith("Held (provenance-lost): expected attestations");
        assertThat(Index.json(answer.body()).path("refusal").asText()).isEqualTo("provenance-lost");
        var status = Index.status(answer.header("Location"));
        assertThat(status.path("state").asText()).isEqualTo("held");
        assertThat(status.path("hold").path("code").asText()).isEqualTo("provenance-lost");
    }

    @Test
    void saysTheSameWhenTheFileIsSentAgain() {
        Held held = heldOfAPublisher();

        RawHttp.Answer again = Index.upload(Index.newUploadToken(held.project()), Form.of(held.distribution()));

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.header("Location")).isEqualTo(held.location());
        assertThat(again.reason()).startsWith("Held (provenance-lost)");
    }

    @Test
    void listsWhatIsHeld() {
        Held held = heldOfAPublisher();

        var holds = Index.manage("GET", "/manage/projects/" + held.project() + "/holds", "", 200).path("holds");

        assertThat(holds).hasSize(1);
        assertThat(holds.get(0).path("filename").asText()).isEqualTo(held.distribution().filename());
        assertThat(holds.get(0).path("code").asText()).isEqualTo("provenance-lost");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tellsOfADecisionUntilItIsCarriedOut(boolean approved) throws SQLException {
        Held held = heldOfAPublisher();

        RawHttp.Answer decided = Index.manage("PUT", held.decision(), "{\"approved\":" + approved + "}");

        assertThat(decided.status()).isEqualTo(204);
        HoldDecided told =
                colleagues.await(HoldDecided.class, event -> event.uploadId().equals(held.file().uploadId()));
        assertThat(told.approved()).isEqualTo(approved);
        assertThat(outboxOf(held)).isEqualTo(1);
        if (approved) {
            colleagues.publish(held.file());
        } else {
            colleagues.refuse(held.file(), "hold-refused");
        }
        Index.awaitState(held.location(), approved ? "published" : "rejected");
        assertThat(outboxOf(held)).isZero();
    }

    @Test
    void freesTheNameOfARefusedFile() {
        Held held = heldOfAPublisher();
        Index.manage("PUT", held.decision(), "{\"approved\":false}");
        colleagues.refuse(held.file(), "hold-refused");
        Index.awaitState(held.location(), "rejected");

        RawHttp.Answer again = Index.uploadAsync(
                Index.newUploadToken(held.project()), Form.of(Distributions.sdist(held.project(), "1.0", "other")));

        assertThat(again.status()).isEqualTo(202);
        assertThat(Index.status(held.location()).path("rejection").path("code").asText()).isEqualTo("hold-refused");
    }

    @Test
    void stopsTellingOfAnUploadThatIsHeld() throws SQLException {
        assertThat(outboxOf(heldOfAPublisher())).isZero();
    }

    @Test
    void staysPublishedWhenItIsHeardOfAHoldAgain() {
        Held held = heldOfAPublisher();
        colleagues.publish(held.file());
        Index.awaitState(held.location(), "published");

        colleagues.hold(held.file());
        colleagues.refuse(held.file(), "hold-refused");

        heldOfAPublisher();
        assertThat(Index.status(held.location()).path("state").asText()).isEqualTo("published");
    }

    @Test
    void takesTheFirstOfTwoDecisions() {
        Held held = heldOfAPublisher();

        CompletableFuture<Integer> approval = CompletableFuture.supplyAsync(
                () -> Index.manage("PUT", held.decision(), "{\"approved\":true}").status());
        CompletableFuture<Integer> refusal = CompletableFuture.supplyAsync(
                () -> Index.manage("PUT", held.decision(), "{\"approved\":false}").status());

        assertThat(List.of(approval.join(), refusal.join())).containsExactlyInAnyOrder(204, 409);
        colleagues.await(HoldDecided.class, event -> event.uploadId().equals(held.file().uploadId()));
    }

    @Test
    void takesTheSameDecisionAgainAsOne() {
        Held held = heldOfAPublisher();
        Index.manage("PUT", held.decision(), "{\"approved\":true}");

        RawHttp.Answer again = Index.manage("PUT", held.decision(), "{\"approved\":true}");
        RawHttp.Answer otherwise = Index.manage("PUT", held.decision(), "{\"approved\":false}");

        assertThat(again.status()).isEqualTo(204);
        assertThat(Index.json(otherwise.body()).path("code").asText()).isEqualTo("hold-decided");
    }

    @Test
    void letsNobodyDecideAboutTheirOwnUpload() {
        String project = Index.newProject();
        String uploader = Index.newPerson();
        String other = Index.newPerson();
        Index.grant(project, uploader, "owner");
        Index.grant(project, other, "owner");
        String token = Index.json(Index.as(
                                PeopleIssuer.token(uploader), "POST", "/manage/tokens", "{\"description\":\"mine\",\"allProjects\":true}")
                        .body())
                .path("token")
                .asText();
        Held held = heldOf(project, token);

        RawHttp.Answer own = Index.as(PeopleIssuer.token(uploader), "PUT", held.decision(), "{\"approved\":true}");
        RawHttp.Answer others = Index.as(PeopleIssuer.token(other), "PUT", held.decision(), "{\"approved\":true}");

        assertThat(own.status()).isEqualTo(403);
        assertThat(Index.json(own.body()).path("code").asText()).isEqualTo("hold-own-upload");
        assertThat(others.status()).isEqualTo(204);
    }

    @Test
    void wantsAPersonWhereTheUploaderMayBeTheAdministrator() {
        String project = Index.newProject();
        String owner = Index.newPerson();
        Index.grant(project, owner, "owner");
        Held held = heldOf(project, Index.newToken(project));

        RawHttp.Answer byAdministrator = Index.manage("PUT", held.decision(), "{\"approved\":true}");
        RawHttp.Answer byOwner = Index.as(PeopleIssuer.token(owner), "PUT", held.decision(), "{\"approved\":true}");

        assertThat(byAdministrator.status()).isEqualTo(403);
        assertThat(byOwner.status()).isEqualTo(204);
    }

    @Test
    void refusesDecisionsAboutNothing() {
        Held held = heldOfAPublisher();

        RawHttp.Answer unknown = Index.manage(
                "PUT", "/manage/projects/" + Index.newProject() + "/holds/" + held.file().uploadId() + "/decision", "{\"approved\":true}");
        RawHttp.Answer empty = Index.manage("PUT", held.decision(), "{}");

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(Index.json(unknown.body()).path("code").asText()).isEqualTo("hold-unknown");
        assertThat(empty.status()).isEqualTo(400);
        assertThat(Index.json(empty.body()).path("code").asText()).isEqualTo("decision-invalid");
    }

    private long outboxOf(Held held) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select count(*) from outbox where subject_id = '" + held.file().uploadId() + "'")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
