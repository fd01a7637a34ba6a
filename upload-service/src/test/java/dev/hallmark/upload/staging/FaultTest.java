package dev.hallmark.upload.staging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.BlobAddress;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.event.UploadStaged;
import dev.hallmark.upload.testing.Colleagues;
import dev.hallmark.upload.testing.Distributions;
import dev.hallmark.upload.testing.Distributions.Distribution;
import dev.hallmark.upload.testing.Form;
import dev.hallmark.upload.testing.Index;
import dev.hallmark.upload.testing.IndexUnderTest;
import dev.hallmark.upload.testing.RawHttp;
import dev.hallmark.upload.testing.TestClock;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is there after each external effect of an upload failed, failed but took effect, or was the last of its process.
///
/// | effect | failed | took effect, but seemed to fail, or the process died after it |
/// | --- | --- | --- |
/// | blob is placed | `storesNothingWhenABlobCannotBePlaced` | `takesOverBytesThatACrashLeftBehind` |
/// | rows are written | `removesTheBytesWhenTheRowsCannotBeWritten` | `findsTheUploadAgainWhenItsAnswerWasLost` |
/// | event is sent | `sendsAnUploadAgainThatHasNoEndAfterAMinute` | the same: consumers recognise it |
/// | verdict is taken in | `UploadTest` | `takesAnEndThatIsToldTwiceAsOne` |
@QuarkusTest
@QuarkusTestResource(IndexUnderTest.class)
class FaultTest {

    @Inject
    Colleagues colleagues;

    @Inject
    AgroalDataSource database;

    @Inject
    TestClock clock;

    @AfterEach
    void backToNormal() throws SQLException {
        clock.putForward(Duration.ZERO);
        execute("drop trigger if exists broken on upload");
    }

    @Test
    void storesNothingWhenABlobCannotBePlaced() throws IOException {
        String project = Index.newProject();
        String token = Index.newToken(project);
        Distribution file = Distributions.sdist(project, "1.0");
        Path inTheWay = blob(file).getParent();
        Files.createDirectories(inTheWay.getParent());
        Files.writeString(inTheWay, "a file where a directory should be");

        RawHttp.Answer failed = Index.uploadAsync(token, Form.of(file));

        Files.delete(inTheWay);
        assertThat(failed.status()).isEqualTo(503);
        assertThat(failed.header("Retry-After")).isNotNull();
        assertThat(Index.uploadAsync(token, Form.of(file)).status()).isEqualTo(202);
        assertThat(colleagues.awaitStaged(file.filename()).file().releaseSequence()).isEqualTo(1);
    }

    @Test
    void removesTheBytesWhenTheRowsCannotBeWritten() throws SQLException {
        String project = Index.newProject();
        String token = Index.newToken(project);
        Distribution file = Distributions.sdist(project, "1.0");
        breakRows("something is broken");

        RawHttp.Answer failed = Index.uploadAsync(token, Form.of(file));

        assertThat(failed.status()).isEqualTo(503);
        Colleagues.eventually(() -> Optional.of(true).filter(_ -> !Files.exists(blob(file))));
    }

    @Test
    void saysThatTheDiskIsFullAndStoresNothing() throws SQLException {
        String project = Index.newProject();
        Distribution file = Distributions.sdist(project, "1.0");
        breakRows("could not extend file \"base/5/16384\": No space left on device");

        RawHttp.Answer failed = Index.uploadAsync(Index.newToken(project), Form.of(file));

        assertThat(failed.status()).isEqualTo(507);
        assertThat(Index.json(failed.body()).path("refusal").asText()).isEqualTo("storage-full");
        Colleagues.eventually(() -> Optional.of(true).filter(_ -> !Files.exists(blob(file))));
    }

    @Test
    void takesOverBytesThatACrashLeftBehind() throws IOException {
        String project = Index.newProject();
        Distribution file = Distributions.sdist(project, "1.0");
        Files.createDirectories(blob(file).getParent());
        Files.write(blob(file), file.bytes());

        RawHttp.Answer answer = Index.uploadAsync(Index.newToken(project), Form.of(file));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(blob(file)).hasBinaryContent(file.bytes());
    }

    @Test
    void findsTheUploadAgainWhenItsAnswerWasLost() {
        String project = Index.newProject();
        String token = Index.newToken(project);
        Distribution file = Distributions.sdist(project, "1.0");
        RawHttp.abandon(Index.port(), "POST", "/legacy/", headers(token, file), Form.of(file).bytes(), () ->
                colleagues.awaitStaged(file.filename()));
        UploadStaged staged = colleagues.awaitStaged(file.filename());

        RawHttp.Answer again = Index.uploadAsync(token, Form.of(file));

        assertThat(again.header("Location")).endsWith("/uploads/" + staged.file().uploadId());
    }

    @Test
    void sendsAnUploadAgainThatHasNoEndAfterAMinute() {
        String project = Index.newProject();
        Distribution file = Distributions.sdist(project, "1.0");
        Index.uploadAsync(Index.newToken(project), Form.of(file));
        colleagues.awaitStaged(file.filename());

        clock.putForward(Duration.ofSeconds(61));

        Colleagues.eventually(() -> Optional.of(timesSent(file)).filter(times -> times == 2));
    }

    @Test
    void sendsAnUploadThatCameToItsEndNoMore() throws SQLException {
        String project = Index.newProject();
        Distribution file = Distributions.sdist(project, "1.0");
        RawHttp.Answer answer = Index.uploadAsync(Index.newToken(project), Form.of(file));

        colleagues.publish(colleagues.awaitStaged(file.filename()).file());

        awaitState(answer, "published");
        assertThat(count("select count(*) from outbox where subject_id = '" + idIn(answer) + "'")).isZero();
    }

    @Test
    void takesAnEndThatIsToldTwiceAsOne() {
        String project = Index.newProject();
        Distribution file = Distributions.sdist(project, "1.0");
        RawHttp.Answer answer = Index.uploadAsync(Index.newToken(project), Form.of(file));
        UploadStaged staged = colleagues.awaitStaged(file.filename());
        colleagues.publish(staged.file());
        awaitState(answer, "published");

        colleagues.publish(staged.file());
        colleagues.reject(staged.file());
        barrier();

        assertThat(Index.status(answer.header("Location")).path("state").asText()).isEqualTo("published");
        assertThat(blob(file)).exists();
    }

    @Test
    void keepsBytesThatAnotherUploadStillNeeds() {
        String project = Index.newProject();
        String token = Index.newToken(project);
        Distribution first = Distributions.wheel(project, "1.0");
        String stem = first.filename().replace("-py3-none-any.whl", "");
        Distribution second =
                new Distribution(project, "1.0", stem + "-1-py3-none-any.whl", first.filetype(), first.bytes());
        RawHttp.Answer answer = Index.uploadAsync(token, Form.of(first));
        Index.uploadAsync(token, Form.of(second));

        colleagues.reject(colleagues.awaitStaged(first.filename()).file());

        awaitState(answer, "rejected");
        Colleagues.eventually(() -> Optional.of(true).filter(_ -> nothingIsReleased()));
        assertThat(blob(first)).exists();
    }

    @Test
    void keepsARecordThatItDoesNotUnderstandApartAndGoesOn() {
        colleagues.deliver("verdicts", "verdicts", "poison", Map.of("ce_topic", "verdicts"), "not an event");

        Colleagues.eventually(() -> Optional.of(colleagues.deadLetters()).filter(kept -> kept.stream()
                .anyMatch(letter -> new String(letter.getPayload()).equals("not an event"))));
        barrier();
    }

    /// Both consumers are through with everything that was delivered before.
    private void barrier() {
        String project = Index.newProject();
        Distribution file = Distributions.sdist(project, "1.0");
        RawHttp.Answer answer = Index.uploadAsync(Index.newToken(project), Form.of(file));
        colleagues.reject(colleagues.awaitStaged(file.filename()).file());
        awaitState(answer, "rejected");
        Distribution other = Distributions.sdist(project, "2.0");
        RawHttp.Answer second = Index.uploadAsync(Index.newToken(project), Form.of(other));
        colleagues.publish(colleagues.awaitStaged(other.filename()).file());
        awaitState(second, "published");
    }

    private void awaitState(RawHttp.Answer answer, String state) {
        Colleagues.eventually(() -> Optional.of(Index.status(answer.header("Location")).path("state").asText())
                .filter(state::equals));
    }

    private long timesSent(Distribution file) {
        return colleagues.sent().stream()
                .filter(event -> event instanceof UploadStaged staged && staged.file().filename().equals(file.filename()))
                .count();
    }

    private boolean nothingIsReleased() {
        try {
            return count("select count(*) from released_blob") == 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void breakRows(String message) throws SQLException {
        execute("create or replace function broken() returns trigger language plpgsql as $$ begin raise exception '%', '"
                + message + "'; end $$");
        execute("create trigger broken before insert on upload for each row execute function broken()");
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Map<String, String> headers(String token, Distribution file) {
        Map<String, String> headers = new java.util.HashMap<>(Index.uploadHeaders(token));
        headers.put("Content-Length", Integer.toString(Form.of(file).bytes().length));
        return headers;
    }

    private static String idIn(RawHttp.Answer answer) {
        String location = answer.header("Location");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static Path blob(Distribution file) {
        return new BlobAddress(Sha256.of(file.bytes())).within(IndexUnderTest.blobs);
    }
}
