package dev.hallmark.upload.submissions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.ProjectPolicy;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.RejectionCode;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.event.AttestationsAdded;
import dev.hallmark.contract.event.AttestationsSubmitted;
import dev.hallmark.contract.event.SubmissionJudged;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.contract.event.VerifiedAttestation;
import dev.hallmark.upload.testing.Colleagues;
import dev.hallmark.upload.testing.Distributions;
import dev.hallmark.upload.testing.Distributions.Distribution;
import dev.hallmark.upload.testing.Index;
import dev.hallmark.upload.testing.IndexUnderTest;
import dev.hallmark.upload.testing.PeopleIssuer;
import dev.hallmark.upload.testing.RawHttp;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(IndexUnderTest.class)
class SubmissionsTest {

    private static final String ATTESTATIONS = "[{\"version\": 1,  \"as\": \"sent\"}]";
    private static final String REBUILDER =
            "{\"attesters\":[{\"name\":\"rebuilder\",\"identity\":{\"kind\":\"email\",\"issuer\":\"https://accounts.example\",\"email\":\"a@b.example\"}}]}";

    private static final Verdict VERIFIED = new Verdict.Verified(List.of(new VerifiedAttestation(
            "{\"version\": 1}",
            VerifiedAttestation.SLSA_PROVENANCE_V1,
            new VerifiedAttestation.CertificateFacts(
                    Sha256.of(new byte[] {1}), "0a", "a@b.example", "https://accounts.example",
                    null, null, null, null, null, null, null, null, null),
            new VerifiedAttestation.LogEntry(Sha256.of(new byte[] {2}), 0, "dsse", "0.0.1"),
            Instant.parse("2026-01-01T00:00:00Z"),
            new VerifiedAttestation.TrustRoot("local", Sha256.of(new byte[] {3})))));

    @Inject
    Colleagues colleagues;

    @Inject
    AgroalDataSource database;

    /// A published file of a Trusted Publisher.
    private record Published(String project, Distribution file, String token) {
        String path() {
            return "/attestations/" + project + "/" + file.version() + "/" + file.filename();
        }
    }

    private Published published() {
        String project = Index.newProject();
        Index.newPublisher(project, project);
        String token = Index.newUploadToken(project);
        Distribution file = Distributions.sdist(project, "1.0");
        Index.newPublishedFile(colleagues, token, file);
        return new Published(project, file, token);
    }

    @Test
    void takesFurtherAttestationsOfTheFilesOwnPublisherAsTheyAreSent() {
        Published published = published();

        RawHttp.Answer answer = submitAsync(published.token(), published.path(), ATTESTATIONS);

        assertThat(answer.status()).isEqualTo(202);
        AttestationsSubmitted told = submitted(published);
        assertThat(told.attestations()).isEqualTo(ATTESTATIONS);
        assertThat(told.submitter().name()).isEqualTo("publisher");
        assertThat(told.submitter().identity()).isInstanceOf(Publisher.GitHub.class);
        assertThat(told.file()).isEqualTo(colleagues.awaitStaged(published.file().filename()).file());
    }

    @Test
    void takesAttestationsOfAnAttesterThatThePolicyNamesFromAnybodyWithAToken() {
        Published published = published();
        Index.manage("PUT", "/manage/projects/" + published.project() + "/policy", REBUILDER, 200);
        String path = published.path() + "?attester=rebuilder";

        RawHttp.Answer byPerson = submitAsync(PeopleIssuer.token(Index.newPerson()), path, ATTESTATIONS);
        RawHttp.Answer byToken = submitAsync(Index.newToken(Index.newProject()), path, ATTESTATIONS + " ");

        assertThat(List.of(byPerson.status(), byToken.status())).containsExactly(202, 202);
        AttestationsSubmitted told = submitted(published);
        assertThat(told.submitter())
                .isEqualTo(new ProjectPolicy.Attester(
                        "rebuilder", new Publisher.Email("https://accounts.example", "a@b.example")));
        assertThat(told.policy().version()).isEqualTo(1);
    }

    @Test
    void answersWhenTheIndexShowsThem() throws SQLException {
        Published published = published();
        CompletableFuture<RawHttp.Answer> waiting =
                CompletableFuture.supplyAsync(() -> submit(published.token(), published.path(), ATTESTATIONS));
        AttestationsSubmitted told = submitted(published);

        judge(told, VERIFIED);
        add(told);

        RawHttp.Answer answer = waiting.join();
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(Index.status(answer.header("Location")).path("state").asText()).isEqualTo("added");
        assertThat(outboxOf(told)).isZero();
    }

    @Test
    void answersWithTheVerifiersReasonWhenTheyAreRefused() throws SQLException {
        Published published = published();
        CompletableFuture<RawHttp.Answer> waiting =
                CompletableFuture.supplyAsync(() -> submit(published.token(), published.path(), ATTESTATIONS));
        AttestationsSubmitted told = submitted(published);

        judge(told, new Verdict.Rejected(RejectionCode.SIGNATURE_INVALID, "a signature", "another"));

        RawHttp.Answer answer = waiting.join();
        assertThat(answer.status()).isEqualTo(400);
        assertThat(Index.json(answer.body()).path("code").asText()).isEqualTo("signature-invalid");
        assertThat(Index.json(answer.body()).path("expected").asText()).isEqualTo("a signature");
        assertThat(outboxOf(told)).isZero();
    }

    @Test
    void asksForPatienceWhenTheVerdictDoesNotCome() {
        Published published = published();

        RawHttp.Answer answer = submit(published.token(), published.path(), ATTESTATIONS);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(Index.json(answer.body()).path("code").asText()).isEqualTo("verdict-pending");
    }

    @Test
    void saysThatTheyAreVerifiedWhenOnlyTheIndexIsLate() {
        Published published = published();
        CompletableFuture<RawHttp.Answer> waiting =
                CompletableFuture.supplyAsync(() -> submit(published.token(), published.path(), ATTESTATIONS));

        judge(submitted(published), VERIFIED);

        RawHttp.Answer answer = waiting.join();
        assertThat(answer.status()).isEqualTo(202);
        assertThat(Index.json(answer.body()).path("state").asText()).isEqualTo("verified");
    }

    @Test
    void takesTheSameAttestationsOnceAlsoOfParallelRequests() {
        Published published = published();

        List<String> locations = IntStream.range(0, 6)
                .mapToObj(_ -> CompletableFuture.supplyAsync(
                        () -> submitAsync(published.token(), published.path(), ATTESTATIONS).header("Location")))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .distinct()
                .toList();

        assertThat(locations).hasSize(1).doesNotContainNull();
    }

    @Test
    void takesRefusedAttestationsAgain() {
        Published published = published();
        RawHttp.Answer first = submitAsync(published.token(), published.path(), ATTESTATIONS);
        judge(submitted(published), new Verdict.Rejected(RejectionCode.LOG_UNKNOWN, "this", "that"));
        Index.awaitState(first.header("Location"), "rejected");

        RawHttp.Answer again = submitAsync(published.token(), published.path(), ATTESTATIONS);

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.header("Location")).isNotEqualTo(first.header("Location"));
    }

    @Test
    void staysAddedWhateverIsHeardAgain() {
        Published published = published();
        RawHttp.Answer answer = submitAsync(published.token(), published.path(), ATTESTATIONS);
        AttestationsSubmitted told = submitted(published);
        add(told);
        Index.awaitState(answer.header("Location"), "added");

        judge(told, new Verdict.Rejected(RejectionCode.LOG_UNKNOWN, "this", "that"));
        add(told);

        Published other = published();
        RawHttp.Answer barrier = submitAsync(other.token(), other.path(), ATTESTATIONS);
        judge(submitted(other), VERIFIED);
        Index.awaitState(barrier.header("Location"), "verified");
        assertThat(Index.status(answer.header("Location")).path("state").asText()).isEqualTo("added");
    }

    @Test
    void refusesWhoIsNeitherPublisherNorNamed() {
        Published published = published();
        Published other = published();

        RawHttp.Answer byOther = submitAsync(other.token(), published.path(), ATTESTATIONS);
        RawHttp.Answer byToken = submitAsync(Index.newToken(published.project()), published.path(), ATTESTATIONS);
        RawHttp.Answer unnamed = submitAsync(published.token(), published.path() + "?attester=nobody", ATTESTATIONS);
        RawHttp.Answer anonymous = submitAsync("nothing", published.path(), ATTESTATIONS);

        assertRefused(byOther, 403, "not-the-publisher");
        assertRefused(byToken, 403, "not-the-publisher");
        assertRefused(unnamed, 403, "attester-unknown");
        assertRefused(anonymous, 401, "authentication-required");
    }

    @Test
    void refusesAttestationsForWhatIsNotPublished() {
        Published published = published();
        String token = published.token();

        RawHttp.Answer otherFile = submitAsync(token, "/attestations/" + published.project() + "/1.0/other-1.0.tar.gz", "[]");
        RawHttp.Answer otherVersion =
                submitAsync(token, "/attestations/" + published.project() + "/2.0/" + published.file().filename(), "[]");
        RawHttp.Answer noVersion =
                submitAsync(token, "/attestations/" + published.project() + "/x/" + published.file().filename(), "[]");
        Index.manage("DELETE", "/manage/projects/" + published.project() + "/releases/1.0", "");
        RawHttp.Answer deleted = submitAsync(token, published.path(), "[]");

        assertThat(List.of(otherFile, otherVersion, noVersion, deleted))
                .allSatisfy(answer -> assertRefused(answer, 404, "file-unknown"));
    }

    @Test
    void refusesMoreThanItCanCarry() {
        Published published = published();

        RawHttp.Answer answer = submitAsync(published.token(), published.path(), "[\"" + "x".repeat(300_000) + "\"]");

        assertRefused(answer, 413, "attestations-too-large");
    }

    @Test
    void refusesMoreSubmissionsThanAFileCanHave() {
        Published published = published();
        for (int i = 0; i < 32; i++) {
            assertThat(submitAsync(published.token(), published.path(), "[" + i + "]").status()).isEqualTo(202);
        }

        RawHttp.Answer answer = submitAsync(published.token(), published.path(), "[32]");

        assertRefused(answer, 409, "too-many");
    }

    @Test
    void refusesAFileFromBeforeFilesWereKept() throws SQLException {
        Published published = published();
        try (var connection = database.getConnection(); var statement = connection.createStatement()) {
            statement.execute("update upload set staged_file = null where filename = '" + published.file().filename() + "'");
        }

        RawHttp.Answer answer = submitAsync(published.token(), published.path(), ATTESTATIONS);

        assertRefused(answer, 409, "file-not-recorded");
    }

    @Test
    void knowsNothingOfOtherSubmissions() {
        RawHttp.Answer answer =
                RawHttp.get(Index.port(), "/submissions/8c1e1f3c-0000-0000-0000-000000000000", Map.of());

        assertRefused(answer, 404, "submission-unknown");
    }

    private static void assertRefused(RawHttp.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(Index.json(answer.body()).path("code").asText()).isEqualTo(code);
    }

    private AttestationsSubmitted submitted(Published published) {
        return colleagues.await(
                AttestationsSubmitted.class, event -> event.file().filename().equals(published.file().filename()));
    }

    private void judge(AttestationsSubmitted told, Verdict verdict) {
        colleagues.deliver(
                "verdicts",
                new SubmissionJudged(
                        told.submissionId(),
                        told.file().uploadId(),
                        told.project(),
                        told.file().version(),
                        told.file().filename(),
                        told.submitter(),
                        told.submittedAt(),
                        verdict,
                        "a fake verifier",
                        "1",
                        null));
    }

    private void add(AttestationsSubmitted told) {
        colleagues.deliver(
                "provenance-events",
                new AttestationsAdded(
                        told.submissionId(),
                        told.file().uploadId(),
                        told.project(),
                        told.file().version(),
                        told.file().filename(),
                        told.submitter(),
                        List.of("https://slsa.dev/provenance/v1"),
                        Instant.now()));
    }

    private long outboxOf(AttestationsSubmitted told) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select count(*) from outbox where subject_id = '" + told.submissionId() + "'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static RawHttp.Answer submitAsync(String token, String path, String body) {
        return submit(token, path, body, Optional.of("respond-async"));
    }

    private static RawHttp.Answer submit(String token, String path, String body) {
        return submit(token, path, body, Optional.empty());
    }

    private static RawHttp.Answer submit(String token, String path, String body, Optional<String> preference) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Authorization", "Bearer " + token);
        headers.put("Content-Type", "application/json");
        preference.ifPresent(text -> headers.put("Prefer", text));
        return RawHttp.send(Index.port(), "POST", path, headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
