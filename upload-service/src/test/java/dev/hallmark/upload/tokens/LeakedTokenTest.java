package dev.hallmark.upload.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.contract.Sha256;
import dev.hallmark.upload.testing.AuditLog;
import dev.hallmark.upload.testing.Distributions;
import dev.hallmark.upload.testing.Form;
import dev.hallmark.upload.testing.Index;
import dev.hallmark.upload.testing.IndexUnderTest;
import dev.hallmark.upload.testing.RawHttp;
import dev.hallmark.upload.testing.Scanner;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(IndexUnderTest.class)
class LeakedTokenTest {

    @Test
    void revokesAnApiTokenThatAnybodyReports() {
        String project = Index.newProject();
        String token = Index.newToken(project);

        RawHttp.Answer answer = report("{\"token\":\" " + token + "\\n\",\"url\":\"https://paste.example/1\"}");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(upload(token, project)).isEqualTo(403);
    }

    @Test
    void revokesAnUploadToken() {
        String project = Index.newProject();
        Index.newPublisher(project, project);
        String token = Index.newUploadToken(project);

        report("{\"token\":\"" + token + "\"}");

        assertThat(upload(token, project)).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pypi-hm0000000000000000000000000000000000000000000000000", "no token", ""})
    void answersTheSameForATextThatIsNoToken(String text) {
        assertThat(report("{\"token\":\"" + text + "\"}").status()).isEqualTo(204);
    }

    @Test
    void refusesAReportWithoutAToken() {
        RawHttp.Answer answer = report("{}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(Index.json(answer.body()).path("code").asText()).isEqualTo("report-malformed");
    }

    @Test
    void labelsWhatTheScannerFound() {
        String project = Index.newProject();
        String token = Index.newToken(project);
        String other = TokenText.random().reveal();
        String body = "[{\"token\":\"" + token + "\",\"type\":\"hallmark\",\"url\":\"https://github.com/o/r/blob/main/a\",\"source\":\"content\"},"
                + "{\"token\":\"" + other + "\",\"type\":\"hallmark\",\"url\":\"\",\"source\":\"commit\"}]";

        RawHttp.Answer answer = Scanner.report(body);

        assertThat(answer.status()).isEqualTo(200);
        JsonNode labels = Index.json(answer.body());
        assertThat(labels).hasSize(2);
        assertThat(labels.get(0).path("label").asText()).isEqualTo("true_positive");
        assertThat(labels.get(0).path("token_type").asText()).isEqualTo("hallmark");
        assertThat(labels.get(0).path("token_hash").asText())
                .isEqualTo(Sha256.of(token.getBytes(StandardCharsets.UTF_8)).hex());
        assertThat(labels.get(1).path("label").asText()).isEqualTo("false_positive");
        assertThat(upload(token, project)).isEqualTo(403);
    }

    @Test
    void takesAReportThatComesAgain() {
        String body = "[{\"token\":\"" + Index.newToken(Index.newProject()) + "\",\"type\":\"hallmark\"}]";
        Scanner.report(body);

        RawHttp.Answer again = Scanner.report(body);

        assertThat(again.status()).isEqualTo(200);
        assertThat(Index.json(again.body()).get(0).path("label").asText()).isEqualTo("false_positive");
    }

    @Test
    void believesNobodyButTheScanner() {
        String project = Index.newProject();
        String token = Index.newToken(project);
        String body = "[{\"token\":\"" + token + "\"}]";
        Map<String, String> good = Scanner.headers(body);

        List<RawHttp.Answer> answers = List.of(
                Scanner.report(body, Map.of()),
                Scanner.report(body, Scanner.forgedHeaders(body)),
                Scanner.report(body + " ", good),
                Scanner.report(body, Map.of("Github-Public-Key-Identifier", "key-of-a-scanner", "Github-Public-Key-Signature", "!")),
                Scanner.report(
                        body,
                        Map.of(
                                "Github-Public-Key-Identifier", "another",
                                "Github-Public-Key-Signature", good.get("Github-Public-Key-Signature"))));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(422);
            assertThat(Index.json(answer.body()).path("code").asText()).isEqualTo("signature-invalid");
        });
        assertThat(upload(token, project)).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[{}]", "[null]", "[1]", "[{\"token\":"})
    void refusesWhatIsNoReport(String body) {
        RawHttp.Answer answer = Scanner.report(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(Index.json(answer.body()).path("code").asText()).isEqualTo("report-malformed");
    }

    @Test
    void writesAnAuditLineWithoutTheToken() {
        String token = Index.newToken(Index.newProject());
        List<String> lines;
        try (AuditLog audit = new AuditLog()) {
            report("{\"token\":\"" + token + "\",\"url\":\"https://paste.example/?q=" + token + "\\nby=administrator\"}");
            lines = audit.lines();
        }

        assertThat(lines)
                .singleElement()
                .asString()
                .contains("leaked-token=")
                .contains("https://paste.example/?q=[token]?by=administrator")
                .doesNotContain(token)
                .doesNotContain("\n");
    }

    private static RawHttp.Answer report(String body) {
        return RawHttp.send(
                Index.port(),
                "POST",
                "/manage/leaked-tokens",
                Map.of("Content-Type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static int upload(String token, String project) {
        return Index.uploadAsync(token, Form.of(Distributions.sdist(project, "1.0"))).status();
    }
}
