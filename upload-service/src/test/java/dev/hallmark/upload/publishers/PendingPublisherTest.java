package dev.hallmark.upload.publishers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.contract.event.PendingPublisherAdded;
import dev.hallmark.contract.event.PendingPublisherRemoved;
import dev.hallmark.contract.event.ProjectCreated;
import dev.hallmark.contract.event.PublisherReified;
import dev.hallmark.upload.testing.Colleagues;
import dev.hallmark.upload.testing.Distributions;
import dev.hallmark.upload.testing.Form;
import dev.hallmark.upload.testing.Index;
import dev.hallmark.upload.testing.IndexUnderTest;
import dev.hallmark.upload.testing.JobTokens;
import dev.hallmark.upload.testing.PeopleIssuer;
import dev.hallmark.upload.testing.RawHttp;
import dev.hallmark.upload.testing.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Publishers of projects that don't exist yet.
@QuarkusTest
@QuarkusTestResource(IndexUnderTest.class)
class PendingPublisherTest {

    @Inject
    Colleagues colleagues;

    @Inject
    TestClock clock;

    @Inject
    PendingExpiry expiry;

    @AfterEach
    void backToNow() {
        clock.putForward(Duration.ZERO);
    }

    @Test
    void createsTheProjectWithTheFirstToken() {
        String name = Index.newName();
        register(name, name);

        RawHttp.Answer minted = Index.mint(jobOf(name));

        assertThat(upload(minted, name)).isEqualTo(202);
        assertThat(Index.manage("GET", "/manage/projects/" + name + "/publishers", "", 200).path("publishers"))
                .singleElement()
                .satisfies(it -> assertThat(it.path("ownerId").asText()).isEqualTo("583231"));
        assertThat(pendingOf(name)).isEmpty();
    }

    @Test
    void tellsOfRegistrationCreationAndReification() {
        String name = Index.newName();
        register(name, name);

        Index.mint(jobOf(name));

        assertThat(colleagues.await(PublisherReified.class, name).publisherId())
                .isEqualTo(colleagues.await(PendingPublisherAdded.class, name).publisherId());
        assertThat(colleagues.await(ProjectCreated.class, name).by()).isEqualTo("administrator");
    }

    @Test
    void isAnOrdinaryPublisherFromThenOn() {
        String name = Index.newName();
        register(name, name);
        Index.mint(jobOf(name));

        RawHttp.Answer second = Index.mint(jobOf(name));

        assertThat(upload(second, name)).isEqualTo(202);
    }

    @Test
    void makesThePersonWhoRegisteredItOwner() {
        String name = Index.newName();
        String person = PeopleIssuer.token(Index.newPerson());
        RawHttp.Answer registered = Index.as(person, "POST", "/manage/pending-publishers", wish(name, name));
        assertThat(registered.status()).as(registered.toString()).isEqualTo(201);

        Index.mint(jobOf(name));

        assertThat(Index.as(person, "GET", "/manage/projects/" + name, "").status()).isEqualTo(200);
    }

    @Test
    void showsAPersonOnlyOnesOwn() {
        String name = Index.newName();
        register(name, name);

        RawHttp.Answer list = Index.as(PeopleIssuer.token(Index.newPerson()), "GET", "/manage/pending-publishers", "");

        assertThat(Index.json(list.body()).path("publishers")).isEmpty();
    }

    @Test
    void letsAPersonRemoveOnlyOnesOwn() {
        String name = Index.newName();
        String id = register(name, name);

        RawHttp.Answer answer =
                Index.as(PeopleIssuer.token(Index.newPerson()), "DELETE", "/manage/pending-publishers/" + id, "");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(pendingOf(name)).hasSize(1);
    }

    @Test
    void refusesTheLoserOfTheName() {
        String name = Index.newName();
        register(name, name);
        Index.manage("POST", "/manage/projects", "{\"name\":\"" + name + "\"}", 201);
        String idToken = jobOf(name);

        RawHttp.Answer answer = Index.mint(idToken);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(errorOf(answer))
                .startsWith("invalid-pending-publisher: valid token, but project already exists: " + name);
        assertThat(colleagues.await(PendingPublisherRemoved.class, name).reason())
                .isEqualTo(PendingPublisherRemoved.Reason.PROJECT_TAKEN);
        assertThat(pendingOf(name)).isEmpty();
    }

    @Test
    void doesNotSpendTheTokenOfTheLoser() {
        String name = Index.newName();
        register(name, name);
        Index.manage("POST", "/manage/projects", "{\"name\":\"" + name + "\"}", 201);
        String idToken = jobOf(name);
        Index.mint(idToken);
        Index.newPublisher(name, name);

        RawHttp.Answer answer = Index.mint(idToken);

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void letsOneOfTwoCreateTheProjectAndTellsTheOther() {
        String name = Index.newName();
        String first = Index.newName();
        String second = Index.newName();
        register(name, first);
        register(name, second);

        List<RawHttp.Answer> answers = Stream.of(jobOf(first), jobOf(second))
                .map(token -> CompletableFuture.supplyAsync(() -> Index.mint(token)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).extracting(RawHttp.Answer::status).containsExactlyInAnyOrder(200, 422);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 422)
                .allSatisfy(loser -> assertThat(errorOf(loser)).startsWith("invalid-pending-publisher"));
        assertThat(Index.manage("GET", "/manage/projects/" + name + "/publishers", "", 200).path("publishers")).hasSize(1);
        assertThat(pendingOf(name)).isEmpty();
    }

    @Test
    void createsNothingForATokenThatWasUsedBefore() {
        String known = Index.newProject();
        Index.newPublisher(known, known);
        String idToken = jobOf(known);
        Index.mint(idToken);
        String name = Index.newName();
        register(name, known);

        RawHttp.Answer answer = Index.mint(idToken);

        assertThat(errorOf(answer)).startsWith("invalid-reuse-token");
        assertThat(Index.manage("GET", "/manage/projects/" + name, "").status()).isEqualTo(404);
        assertThat(pendingOf(name)).hasSize(1);
    }

    @Test
    void reservesNoName() {
        String name = Index.newName();
        register(name, name);

        RawHttp.Answer created = Index.manage("POST", "/manage/projects", "{\"name\":\"" + name + "\"}");

        assertThat(created.status()).isEqualTo(201);
    }

    @Test
    void createsNothingAfter30Days() {
        String name = Index.newName();
        register(name, name);

        clock.putForward(Duration.ofDays(30));
        RawHttp.Answer answer = Index.mint(JobTokens.GITHUB.sign(JobTokens.GITHUB.claims(clock.instant(), claims -> {
            PublishersTest.gitHubJob(name, "release").forEach(claims::setClaim);
        })));

        assertThat(errorOf(answer)).startsWith("invalid-publisher");
    }

    @Test
    void isForgottenAfter30DaysAndThatIsTold() throws Throwable {
        String name = Index.newName();
        register(name, name);
        clock.putForward(Duration.ofDays(31));

        VertxContextSupport.subscribeAndAwait(expiry::dropExpired);

        assertThat(colleagues.await(PendingPublisherRemoved.class, name).reason())
                .isEqualTo(PendingPublisherRemoved.Reason.EXPIRED);
    }

    @Test
    void canBeRemoved() {
        String name = Index.newName();
        String id = register(name, name);

        RawHttp.Answer removed = Index.manage("DELETE", "/manage/pending-publishers/" + id, "");

        assertThat(removed.status()).isEqualTo(204);
        assertThat(errorOf(Index.mint(jobOf(name)))).startsWith("invalid-publisher");
        assertThat(colleagues.await(PendingPublisherRemoved.class, name).reason())
                .isEqualTo(PendingPublisherRemoved.Reason.REMOVED);
    }

    @Test
    void refusesAProjectThatExists() {
        String project = Index.newProject();

        RawHttp.Answer answer = Index.manage("POST", "/manage/pending-publishers", wish(project, project));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(Index.json(answer.body()).path("code").asText()).isEqualTo("project-exists");
    }

    @Test
    void refusesANameThatCanBeNone() {
        RawHttp.Answer answer = Index.manage("POST", "/manage/pending-publishers", wish("-bad", "tool"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(Index.json(answer.body()).path("code").asText()).isEqualTo("project-name-invalid");
    }

    private static String register(String name, String repository) {
        return Index.manage("POST", "/manage/pending-publishers", wish(name, repository), 201).path("id").asText();
    }

    private static String wish(String name, String repository) {
        return "{\"projectName\":\"" + name + "\",\"owner\":\"octo\",\"repository\":\"" + repository
                + "\",\"workflow\":\"release.yml\"}";
    }

    private static List<JsonNode> pendingOf(String name) {
        return Index.manage("GET", "/manage/pending-publishers", "", 200)
                .path("publishers")
                .valueStream()
                .filter(it -> it.path("projectName").asText().equals(name))
                .toList();
    }

    private static String jobOf(String repository) {
        return JobTokens.GITHUB.tokenWith(PublishersTest.gitHubJob(repository, "release"));
    }

    private static int upload(RawHttp.Answer minted, String project) {
        assertThat(minted.status()).as(minted.toString()).isEqualTo(200);
        String token = Index.json(minted.body()).path("token").asText();
        return Index.uploadAsync(token, Form.of(Distributions.sdist(project, "1.0"))).status();
    }

    private static String errorOf(RawHttp.Answer answer) {
        JsonNode error = Index.json(answer.body()).path("errors").path(0);
        return error.path("code").asText() + ": " + error.path("description").asText();
    }
}
